package science.pipeline.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.detect.ModelSettings;
import science.pipeline.analysis.onnx.Model;
import science.pipeline.analysis.onnx.OnnxModel;

/** Reads the files of models that people brought. */
final class ModelFiles {

    private ModelFiles() {}

    /** @throws InvalidSetting if a file is not there, or its model is not taken */
    static Map<String, ModelSettings> read(Map<String, AnalyticsProperties.Detection.Model> found, String onnxruntime) {
        boolean wantsRuntime =
                found.values().stream().anyMatch(model -> model.runtime() == ModelSettings.Runtime.ONNXRUNTIME);
        Model.Reader runtime = wantsRuntime ? OnnxRuntime.of(onnxruntime) : OnnxModel::read;
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        found.forEach((name, model) -> {
            String path = "detection.models." + name;
            models.put(
                    name,
                    ModelSettings.read(
                            path,
                            model.file(),
                            bytes(path + ".file", model.file()),
                            model.runtime(),
                            model.runtime() == ModelSettings.Runtime.OWN ? OnnxModel::read : runtime,
                            model.sha256(),
                            model.inputs(),
                            model.output(),
                            model.odd(),
                            model.per(),
                            model.mode()));
        });
        return models;
    }

    private static byte[] bytes(String key, String file) {
        Path path = Path.of(file);
        try {
            if (file.isEmpty() || !Files.isRegularFile(path)) {
                throw new InvalidSetting(key, "'" + file + "', no file at " + path.toAbsolutePath(), "an ONNX model");
            }
            long size = Files.size(path);
            if (size > OnnxModel.MOST_BYTES) {
                throw new InvalidSetting(key, file + " of " + size + " bytes", "at most " + OnnxModel.MOST_BYTES);
            }
            return Files.readAllBytes(path);
        } catch (IOException unreadable) {
            throw new InvalidSetting(key, file + ", which cannot be read (" + unreadable + ")", "an ONNX model");
        }
    }
}

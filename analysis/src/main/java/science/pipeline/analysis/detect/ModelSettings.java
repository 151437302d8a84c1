package science.pipeline.analysis.detect;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.onnx.Model;
import science.pipeline.analysis.onnx.ModelFault;

/**
 * A model that people brought.
 *
 * @param file as it is written, so that other processes of a host find it; its bytes are named by {@code sha256}
 * @param sha256 of its bytes, in hexadecimal digits
 * @param model as it was read
 * @param runtime what evaluates it
 * @param inputs names of the fields or quantities that it is given, in its own order
 * @param output as it is written; empty for the only one
 * @param odd on which side odd events are
 * @param per what usual answers are learnt by
 * @param mode whether it may flag
 */
public record ModelSettings(
        String file,
        String sha256,
        Model model,
        Runtime runtime,
        List<String> inputs,
        String output,
        Odd odd,
        DetectionConfiguration.Per per,
        Mode mode) {

    /** Which answers of a model speak of odd events. */
    public enum Odd {
        HIGH,
        LOW
    }

    /** What a model's answers are good for. */
    public enum Mode {
        /** It is tried: what it would flag is counted. */
        SHADOW,
        /** It flags, within the budget. */
        FLAG
    }

    /** What evaluates a model. */
    public enum Runtime {
        /** The pipeline itself: the same bits everywhere. */
        OWN,
        /**
         * Microsoft's, from a jar beside the pipeline: answers may differ from machine to machine in their last bits.
         */
        ONNXRUNTIME
    }

    /** Inputs beyond these could not be explained one by one. */
    private static final int MOST_INPUTS = 64;

    /**
     * Reads a model.
     *
     * @param path of its keys, as {@code detection.models.forest}
     * @param bytes of its file
     * @param runtime that evaluates it, and {@code reader} that reads it for this runtime
     * @param expectedHash SHA-256 that they must have, in hexadecimal digits; empty for any
     * @throws InvalidSetting if it is not taken, or is another one than expected
     */
    public static ModelSettings read(
            String path,
            String file,
            byte[] bytes,
            Runtime runtime,
            Model.Reader reader,
            String expectedHash,
            List<String> inputs,
            String output,
            Odd odd,
            DetectionConfiguration.Per per,
            Mode mode) {
        String hash = sha256(bytes);
        if (!expectedHash.isEmpty() && !expectedHash.toLowerCase(Locale.ROOT).equals(hash)) {
            throw new InvalidSetting(path + ".file", "a file with the SHA-256 " + hash, "the one of " + expectedHash);
        }
        if (inputs.isEmpty() || inputs.size() > MOST_INPUTS || new HashSet<>(inputs).size() != inputs.size()) {
            throw new InvalidSetting(
                    path + ".inputs",
                    inputs.size() + " names" + (inputs.isEmpty() ? "" : ": " + String.join(", ", inputs)),
                    "1 to " + MOST_INPUTS + " fields or quantities, each once");
        }
        try {
            Model model = reader.read(bytes, output, inputs.size());
            return new ModelSettings(file, hash, model, runtime, List.copyOf(inputs), output, odd, per, mode);
        } catch (ModelFault fault) {
            throw new InvalidSetting(path + ".file", "in " + file + " " + fault.found(), fault.expected());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("BUG: every Java has SHA-256", impossible);
        }
    }

    /** As people could have written it. */
    public Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("file", file);
        words.put("sha256", sha256);
        words.put("inputs", inputs);
        words.put("output", output);
        words.put("odd", odd.name().toLowerCase(Locale.ROOT));
        words.put("per", per.name().toLowerCase(Locale.ROOT));
        if (runtime != Runtime.OWN) {
            words.put("runtime", runtime.name().toLowerCase(Locale.ROOT));
        }
        words.put("mode", mode.name().toLowerCase(Locale.ROOT));
        return words;
    }
}

package science.pipeline.engine;

import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.sink.Setup;

/** Names a configuration of the analysis: the same settings give the same name, others another one. */
public final class ConfigurationHash {

    private ConfigurationHash() {}

    /** 16 hexadecimal digits of the SHA-256 of schema and settings in words. */
    public static String of(AnalysisConfiguration configuration) {
        return setup(configuration).hash();
    }

    /** Schema and settings in words. */
    public static Setup setup(AnalysisConfiguration configuration) {
        return new Setup(configuration.schema().text(), configuration.words());
    }
}

package science.pipeline.analytics.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;

/** Names a configuration of the analysis: the same settings give the same name, others another one. */
public final class ConfigurationHash {

    private static final int BYTES = 8;

    private ConfigurationHash() {}

    /** 16 hexadecimal digits of the SHA-256 of the settings as text. */
    public static String of(AnalysisConfiguration configuration) {
        try {
            byte[] text = configuration.toString().getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("BUG: every Java platform has SHA-256", absent);
        }
    }
}

package science.pipeline.dataset.sink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/**
 * What decides about rows, flags and numbers, in words.
 *
 * @param schema what the events are, as YAML
 * @param settings of the analysis, as YAML
 */
public record Setup(String schema, String settings) {

    private static final int HASH_BYTES = 8;

    /** 16 hexadecimal digits of the SHA-256 of both: another configuration has another one. */
    public String hash() {
        try {
            byte[] text = (schema + '\n' + settings).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("BUG: every Java platform has SHA-256", absent);
        }
    }

    /** What the events are. */
    public Schema parsed() {
        return SchemaYaml.read("the schema of a commit", schema);
    }
}

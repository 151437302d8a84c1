package science.pipeline.systemtest.guarantee;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of a {@code rejected_*.jsonl} file. */
record RejectedRow(JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    static RejectedRow of(String line) {
        return new RejectedRow(JSON.readTree(line));
    }

    long offset() {
        return json.path("kafka_offset").asLong();
    }

    /** Of the element; −1 of the whole record. */
    int index() {
        return json.path("index").asInt(-1);
    }

    String reason() {
        return json.path("reason").asString();
    }

    /** Whether its payload is that of the record: all of it, or a prefix and the SHA-256 of all. */
    boolean holds(byte @Nullable [] value) {
        if (value == null) {
            return json.path("payload").isNull();
        }
        byte[] payload = Base64.getDecoder().decode(json.path("payload").asString());
        if (!json.has("payload_sha256")) {
            return Arrays.equals(payload, value);
        }
        return Arrays.equals(payload, Arrays.copyOf(value, payload.length))
                && json.path("payload_bytes").asLong() == value.length
                && json.path("payload_sha256").asString().equals(sha256(value));
    }

    /** Whether its payload is a record that holds, of a list at a place, this element alone. */
    boolean holdsAlone(byte[] value, String list) {
        JsonNode alone = JSON.readTree(
                        Base64.getDecoder().decode(json.path("payload").asString()))
                .at(list);
        JsonNode all = JSON.readTree(value).at(list);
        return alone.size() == 1 && alone.get(0).equals(all.get(index()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }
}

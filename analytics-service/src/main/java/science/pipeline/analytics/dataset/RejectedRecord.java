package science.pipeline.analytics.dataset;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Reject;
import tools.jackson.databind.json.JsonMapper;

/** A rejected record as one line of JSON: where it stands, why it is no event, and its bytes. */
final class RejectedRecord {

    private static final int MOST_PAYLOAD_BYTES = 64 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private RejectedRecord() {}

    static byte[] line(int partition, long offset, Reject reject, byte @Nullable [] payload) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kafka_partition", partition);
        fields.put("kafka_offset", offset);
        fields.put("reason", reject.reason().label());
        fields.put("detail", reject.detail());
        if (payload == null) {
            fields.put("payload", null);
        } else if (payload.length <= MOST_PAYLOAD_BYTES) {
            fields.put("payload", Base64.getEncoder().encodeToString(payload));
        } else {
            byte[] prefix = Arrays.copyOf(payload, MOST_PAYLOAD_BYTES);
            fields.put("payload", Base64.getEncoder().encodeToString(prefix));
            fields.put("payload_bytes", payload.length);
            fields.put(
                    "payload_sha256", HexFormat.of().formatHex(Durable.sha256().digest(payload)));
        }
        byte[] json = JSON.writeValueAsBytes(fields);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}

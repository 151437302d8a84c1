package science.pipeline.dataset.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.sink.RejectedRecord;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A rejected record as one line of JSON: where it stands, why it is no event, and its bytes. */
public final class RejectedLine {

    private static final JsonMapper JSON = new JsonMapper();

    private RejectedLine() {}

    /** With its line end. */
    public static byte[] write(int partition, RejectedRecord rejected) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kafka_partition", partition);
        fields.put("kafka_offset", rejected.offset());
        if (rejected.index() != Rejection.WHOLE) {
            fields.put(Schema.INDEX, rejected.index());
        }
        Long recordMicros = rejected.recordMicros();
        if (recordMicros != null) {
            fields.put(Schema.RECORD_TIME, EventTime.format(recordMicros));
        }
        fields.put("reason", rejected.reject().reason().label());
        fields.put("detail", rejected.reject().detail());
        byte[] payload = rejected.payload();
        fields.put("payload", payload == null ? null : Base64.getEncoder().encodeToString(payload));
        if (!rejected.isWhole()) {
            fields.put("payload_bytes", rejected.payloadBytes());
            fields.put("payload_sha256", rejected.sha256());
        }
        byte[] json = JSON.writeValueAsBytes(fields);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** @throws IllegalArgumentException if it is none */
    static RejectedRecord read(byte[] line, int start, int end) {
        try {
            JsonNode fields = JSON.readTree(line, start, end - start);
            JsonNode payload = fields.get("payload");
            byte[] kept = payload == null || payload.isNull()
                    ? null
                    : Base64.getDecoder().decode(payload.stringValue());
            JsonNode sha256 = fields.get("payload_sha256");
            return new RejectedRecord(
                    fields.required("kafka_offset").longValue(),
                    fields.path(Schema.INDEX).intValue(Rejection.WHOLE),
                    micros(fields.get(Schema.RECORD_TIME)),
                    new Reject(
                            RejectReason.valueOf(
                                    fields.required("reason").stringValue().toUpperCase(Locale.ROOT)),
                            fields.required("detail").stringValue()),
                    kept,
                    kept == null ? 0 : fields.path("payload_bytes").longValue(kept.length),
                    sha256 == null ? null : sha256.stringValue());
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("found no rejected record: " + unreadable.getOriginalMessage());
        }
    }

    private static @Nullable Long micros(@Nullable JsonNode time) {
        if (time == null) {
            return null;
        }
        byte[] text = time.stringValue().getBytes(StandardCharsets.US_ASCII);
        return EventTime.parse(text, 0, text.length);
    }
}

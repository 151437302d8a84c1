package science.pipeline.dataset.sink;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message for one of the topics that the service writes to. It rides in the commits of its partition until Kafka has
 * taken it.
 *
 * @param to which topic
 * @param key of the message
 * @param value of the message
 * @param headers of the message, in order
 */
public record Letter(To to, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /** Topics that the service writes to. */
    public enum To {
        REJECTED,
        ALERTS,
        STATISTICS;

        /** As in {@code analytics.topics.*}, in the ledger and in meters. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Header(String name, byte @Nullable [] value) {}

    /** What a record costs beside the bytes of its parts, roughly. */
    private static final int OVERHEAD = 64;

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Letter(To to, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.to = to;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    public Letter(To to, byte @Nullable [] key, byte @Nullable [] value) {
        this(to, key, value, List.of());
    }

    /** As commits held them when only alerts waited. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Letter alert(String document) {
        return new Letter(To.ALERTS, null, document.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of all its parts. */
    public long size() {
        long size = OVERHEAD + length(key) + length(value);
        for (Header header : headers) {
            size += size(header);
        }
        return size;
    }

    public static long size(Header header) {
        return header.name().length() + length(header.value()) + 2L;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}

package science.pipeline.analytics.post;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import science.pipeline.codec.Reject;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.sink.Letter;

/**
 * Copies of rejected records, and of rejected elements of a record's list, for a topic of their own, with their bytes,
 * their headers and the reason. Consumers drop repeats by source partition, offset and index.
 */
public final class DeadLetters {

    /** A larger copy is shortened; this is below Kafka's default limit of 1 MB. */
    private static final long MOST_BYTES = 900 * 1024;

    private DeadLetters() {}

    public static Letter copy(ConsumerRecord<ByteBuffer, ByteBuffer> record, Rejection rejection) {
        Reject reject = rejection.reject();
        List<Letter.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(Shortening.OURS)) {
                headers.add(new Letter.Header(header.key(), header.value()));
            }
        }
        headers.add(Shortening.header("pipeline.reason", reject.reason().label()));
        headers.add(Shortening.header("pipeline.detail", reject.detail()));
        headers.add(Shortening.header("pipeline.source-topic", record.topic()));
        headers.add(Shortening.header("pipeline.source-partition", Integer.toString(record.partition())));
        headers.add(Shortening.header("pipeline.source-offset", Long.toString(record.offset())));
        if (rejection.index() != Rejection.WHOLE) {
            headers.add(Shortening.header("pipeline.source-index", Integer.toString(rejection.index())));
        }
        Letter whole = new Letter(Letter.To.REJECTED, Payload.copy(record.key()), rejection.payload(), headers);
        return Objects.requireNonNull(Shortening.to(MOST_BYTES, whole), "BUG: a reason and a place fit always");
    }
}

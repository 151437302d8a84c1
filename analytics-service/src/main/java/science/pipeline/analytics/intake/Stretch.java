package science.pipeline.analytics.intake;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one poll brought of one partition: Kafka's client walked the offsets from {@code begin} up to {@code end} in one
 * go, and found these records there.
 *
 * @param begin where the poll before had ended, {@link #UNKNOWN} if nobody knows
 * @param end the next offset after the poll
 */
record Stretch(long begin, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, long end) {

    static final long UNKNOWN = -1;
}

package science.pipeline.spark;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The rows of Spark's Kafka source, one after the other, each readable until the next. A value is read where it lies.
 * Touched by one thread.
 */
final class KafkaRows {

    /** The columns of Spark's Kafka source with {@code includeHeaders}. */
    private static final int KEY = 0;

    private static final int VALUE = 1;
    private static final int PARTITION = 3;
    private static final int OFFSET = 4;
    private static final int TIMESTAMP = 5;
    private static final int HEADERS = 7;

    private static final long MICROS_PER_MILLI = 1_000;

    private final Iterator<InternalRow> rows;
    private @Nullable InternalRow row;

    /** Where the value lies; null of a tombstone. */
    byte @Nullable [] bytes;

    int start;
    int end;

    /** Begins before the first row. */
    KafkaRows(Iterator<InternalRow> rows) {
        this.rows = rows;
    }

    /** Goes to the next row, if there is one. */
    boolean next() {
        if (!rows.hasNext()) {
            return false;
        }
        row = rows.next();
        locateValue(row);
        return true;
    }

    private void locateValue(InternalRow current) {
        if (current.isNullAt(VALUE)) {
            bytes = null;
            start = 0;
            end = 0;
        } else if (current instanceof UnsafeRow unsafe && unsafe.getBaseObject() instanceof byte[] base) {
            long place = unsafe.getLong(VALUE); // offset in the row and length, as UnsafeRow keeps what varies in size
            bytes = base;
            start = (int) (unsafe.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET + (place >>> 32));
            end = start + (int) place;
        } else {
            bytes = current.getBinary(VALUE);
            start = 0;
            end = bytes.length;
        }
    }

    int partition() {
        return row.getInt(PARTITION);
    }

    long offset() {
        return row.getLong(OFFSET);
    }

    /** The record's own time, microseconds since 1970; nothing is before that. */
    long micros() {
        return Math.max(0, row.getLong(TIMESTAMP));
    }

    /** The record as Kafka's client would have it, with bytes of its own. */
    ConsumerRecord<ByteBuffer, ByteBuffer> record(String topic) {
        return new ConsumerRecord<>(
                topic,
                partition(),
                offset(),
                row.getLong(TIMESTAMP) / MICROS_PER_MILLI,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                0,
                wrapped(KEY),
                wrapped(VALUE),
                headers(),
                Optional.empty());
    }

    private @Nullable ByteBuffer wrapped(int column) {
        return row.isNullAt(column) ? null : ByteBuffer.wrap(row.getBinary(column));
    }

    private RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        if (!row.isNullAt(HEADERS)) {
            ArrayData array = row.getArray(HEADERS);
            for (int i = 0; i < array.numElements(); i++) {
                InternalRow header = array.getStruct(i, 2);
                headers.add(header.getUTF8String(0).toString(), header.isNullAt(1) ? null : header.getBinary(1));
            }
        }
        return headers;
    }
}

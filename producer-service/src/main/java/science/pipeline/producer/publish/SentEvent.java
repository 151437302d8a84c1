package science.pipeline.producer.publish;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.FrameDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.WriterSchemas;

/** Reads id and time of events that the topic holds; of a frame those of its last event. Touched by one thread. */
final class SentEvent {

    /** A longer id was not given out by counting. */
    private static final long MOST_ID = 999_999_999_999_999_999L;

    private final EventDecoder decoder;
    private final @Nullable FrameDecoder frames;
    private final EventBatch batch;
    private final boolean hasCountedId;

    /** @param writers tells by which Avro schema a record was written that names it by its id */
    SentEvent(Schema schema, WriterSchemas writers) {
        decoder = EventDecoder.of(schema, writers);
        frames = schema.hasIndex() ? FrameDecoder.of(schema, writers) : null;
        batch = new EventBatch(NameTables.of(schema, 0));
        hasCountedId = hasCountedId(schema);
    }

    /** Whether the events of a schema have a number that can be given out by counting. */
    static boolean hasCountedId(Schema schema) {
        return schema.field(Role.EVENT_ID)
                .map(id -> id.type() == FieldType.INTEGER)
                .orElse(false);
    }

    /** The number of a synthetic event; empty of others, and of records that are no event. */
    Optional<Long> id(ConsumerRecord<byte[], byte[]> record) {
        if (!hasCountedId || ReplayMark.isOn(record.headers()) || !isEvent(record)) {
            return Optional.empty();
        }
        long id = batch.eventId[batch.size() - 1];
        return id >= 0 && id <= MOST_ID ? Optional.of(id) : Optional.empty();
    }

    /** The instant of an event, microseconds since 1970; empty of records that are no event. */
    Optional<Long> micros(ConsumerRecord<byte[], byte[]> record) {
        return isEvent(record) ? Optional.of(batch.timestampMicros[batch.size() - 1]) : Optional.empty();
    }

    private boolean isEvent(ConsumerRecord<byte[], byte[]> record) {
        batch.clear();
        batch.recordMicros = record.timestamp() * 1_000;
        FrameDecoder list = frames;
        if (list == null) {
            return decoder.decode(record.value(), record.offset(), batch) == null;
        }
        byte[] value = record.value();
        if (list.open(value, 0, value == null ? 0 : value.length, record.offset(), batch) != null) {
            return false;
        }
        while (list.taken() < list.elements()) {
            if (batch.isFull()) {
                batch.clear();
            }
            list.take(batch);
        }
        return batch.size() > 0;
    }
}

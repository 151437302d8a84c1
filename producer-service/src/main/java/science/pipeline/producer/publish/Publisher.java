package science.pipeline.producer.publish;

import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.Layout;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Source;

/**
 * Takes events from the source when they are due, encodes and sends them. An event that cannot be sent now is kept and
 * comes first the next time. Touched by the sending thread only.
 */
final class Publisher {

    /** Why sending stopped. */
    enum Halt {
        /** As many events as were asked for have been sent. */
        NONE,
        /** The next event is not due yet. */
        NOT_DUE,
        /** The client took none for {@code max.block.ms}: its buffer is full, because Kafka takes nothing. */
        BUFFER_FULL,
        /** The source has no more events. */
        SOURCE_ENDS
    }

    private final Source source;
    private final String topic;
    private final Destination destination;
    private final Continuation continuation;
    private final @Nullable ReplayMark mark;
    private final UnaryOperator<ParticleEvent> stamp;
    private final Delivery delivery;
    private final LongSupplier nanoTime;
    private final EventEncoder encoder = new EventEncoder(Layout.PARTICLE_EVENT);

    private @Nullable ParticleEvent kept;

    /**
     * @param mark what replayed records bear; null for other sources
     * @param stamp the last change to an event before it is encoded
     */
    Publisher(
            Source source,
            String topic,
            Destination destination,
            Continuation continuation,
            @Nullable ReplayMark mark,
            UnaryOperator<ParticleEvent> stamp,
            Delivery delivery,
            LongSupplier nanoTime) {
        this.source = source;
        this.topic = topic;
        this.destination = destination;
        this.continuation = continuation;
        this.mark = mark;
        this.stamp = stamp;
        this.delivery = delivery;
        this.nanoTime = nanoTime;
    }

    /**
     * Sends events that are due.
     *
     * @throws DeliveryException if Kafka refuses an event for good
     */
    Halt emit(Producer<byte[], byte[]> producer, Pace pace, long atMost) {
        delivery.sendingFromHere();
        long now = nanoTime.getAsLong();
        for (long i = 0; i < atMost; i++) {
            ParticleEvent event = kept == null ? nextMissing() : kept;
            if (event == null) {
                return Halt.SOURCE_ENDS;
            }
            kept = event;
            if (!pace.isDue(event, source.position(), now)) {
                return Halt.NOT_DUE;
            }
            producer.send(record(stamp.apply(event)), delivery);
            if (!delivery.isTaken()) {
                return Halt.BUFFER_FULL;
            }
            kept = null;
            pace.sent();
        }
        return Halt.NONE;
    }

    /** The next event that its partition does not have yet. */
    private @Nullable ParticleEvent nextMissing() {
        ParticleEvent event = source.next();
        while (event != null && continuation.has(destination.of(event).partition(), source.position())) {
            event = source.next();
        }
        return event;
    }

    private ProducerRecord<byte[], byte[]> record(ParticleEvent event) {
        Destination.Address address = destination.of(event);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, address.partition(), address.key(), encoder.encode(event));
        if (mark != null) {
            Header header = mark.header(source.position());
            record.headers().add(header);
        }
        return record;
    }
}

package science.pipeline.producer.publish;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.Layout;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;
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

    /** Sent before, and to be sent again. */
    private final SortedSet<Position> owed = new TreeSet<>();

    /** From here on nothing has been sent before. */
    private Position frontier = Position.FIRST;

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
            producer.send(record(stamp.apply(event)), delivery.of(source.position()));
            if (!delivery.isTaken()) {
                return Halt.BUFFER_FULL;
            }
            kept = null;
            settleDebt();
            pace.sent();
        }
        return Halt.NONE;
    }

    /**
     * Goes back to events that were sent before and are to be sent again; what comes between them is passed over.
     *
     * @param positions not empty
     */
    void sendAgain(SortedSet<Position> positions) {
        if (owed.isEmpty()) {
            // What is kept has not been sent; otherwise the event that was sent last has been.
            frontier = kept == null ? source.position().next() : source.position();
        }
        owed.addAll(positions);
        kept = null;
        source.seek(owed.first());
    }

    /** The next event that its partition does not have yet. */
    private @Nullable ParticleEvent nextMissing() {
        ParticleEvent event = source.next();
        while (event != null && isPassedOver(event, source.position())) {
            event = source.next();
        }
        return event;
    }

    private boolean isPassedOver(ParticleEvent event, Position position) {
        if (!owed.isEmpty() && position.compareTo(frontier) < 0) {
            return !owed.contains(position);
        }
        return continuation.has(destination.of(event).partition(), position);
    }

    private void settleDebt() {
        if (!owed.isEmpty()) {
            owed.remove(source.position());
            if (owed.isEmpty() && source.position().compareTo(frontier) < 0) {
                source.seek(frontier);
            }
        }
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

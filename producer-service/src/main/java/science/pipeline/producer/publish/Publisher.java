package science.pipeline.producer.publish;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.Event;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;

/**
 * Takes events from the source when they are due, encodes and sends them. An event that cannot be sent now is kept and
 * comes first the next time. Touched by the sending thread only.
 */
final class Publisher {

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What the topic holds. */
    interface Tail {

        /**
         * Shows all records from some offsets on, in the order of each partition.
         *
         * @param offsets by partition; those of which none is given are read from their beginning
         */
        void since(long[] offsets, Consumer<ConsumerRecord<byte[], byte[]>> reader);
    }

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
    private final UnaryOperator<Event> stamp;
    private final Delivery delivery;
    private final LongSupplier nanoTime;
    private long partitionsSeenNanos;
    private final EventEncoder encoder;

    private @Nullable Event kept;

    /** Sent before, and to be sent again. */
    private final SortedSet<Position> owed = new TreeSet<>();

    /** From here on nothing has been sent before. */
    private Position frontier = Position.FIRST;

    /**
     * @param mark what replayed records bear; null for other sources
     * @param stamp the last change to an event before it is encoded
     * @param encoder of the source's events
     */
    Publisher(
            Source source,
            String topic,
            Destination destination,
            Continuation continuation,
            @Nullable ReplayMark mark,
            UnaryOperator<Event> stamp,
            Delivery delivery,
            LongSupplier nanoTime,
            EventEncoder encoder) {
        this.encoder = encoder;
        this.source = source;
        this.topic = topic;
        this.destination = destination;
        this.continuation = continuation;
        this.mark = mark;
        this.stamp = stamp;
        this.delivery = delivery;
        this.nanoTime = nanoTime;
        this.partitionsSeenNanos = nanoTime.getAsLong();
    }

    /**
     * Sends events that are due.
     *
     * @throws DeliveryException if Kafka refuses an event for good
     */
    Halt emit(Producer<byte[], byte[]> producer, Pace pace, long atMost) {
        delivery.sendingFromHere();
        long now = nanoTime.getAsLong();
        usePartitionsThatCame(producer, now);
        for (long i = 0; i < atMost; i++) {
            Event event = kept == null ? nextMissing() : kept;
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
     * Looks once a second at what the client knows of the topic; the client asks Kafka every metadata.max.age.ms. A
     * replay keeps to the partitions that it began with: its marks tell a later run which partition has which event.
     */
    private void usePartitionsThatCame(Producer<byte[], byte[]> producer, long now) {
        if (mark == null && now - partitionsSeenNanos >= LOOK_NANOS) {
            partitionsSeenNanos = now;
            int found = producer.partitionsFor(topic).size();
            if (destination.grow(found)) {
                log.info("{} has {} partitions now, and events go to all of them", topic, found);
            }
        }
    }

    /**
     * Goes back to events that a client took and gave up, as far as the topic does not have them; what comes between
     * them is passed over. When the topic cannot be read, it is as if this had not been called.
     *
     * @param positions not empty
     * @return how many of them the topic has
     */
    int sendAgain(SortedSet<Position> positions, Tail tail) {
        if (owed.isEmpty()) {
            // What is kept has not been sent; otherwise the event that was sent last has been.
            frontier = kept == null ? source.position().next() : source.position();
        }
        kept = null;
        try {
            GivenUp givenUp = givenUp(positions);
            tail.since(delivery.settledTo(), givenUp::see);
            owed.addAll(givenUp.missing());
            return givenUp.found();
        } finally {
            source.seek(owed.isEmpty() ? frontier : owed.first());
        }
    }

    /** As they were sent. */
    private GivenUp givenUp(SortedSet<Position> positions) {
        GivenUp givenUp = new GivenUp(mark);
        source.seek(positions.first());
        for (Event event = source.next(); event != null; event = source.next()) {
            Position position = source.position();
            if (positions.contains(position)) {
                givenUp.add(position, record(stamp.apply(event)));
            }
            if (position.compareTo(positions.last()) >= 0) {
                break;
            }
        }
        return givenUp;
    }

    /** Of how many partitions events are sent to. */
    int partitions() {
        return destination.partitions();
    }

    /** The next event that its partition does not have yet. */
    private @Nullable Event nextMissing() {
        Event event = source.next();
        while (event != null && isPassedOver(event, source.position())) {
            event = source.next();
        }
        return event;
    }

    private boolean isPassedOver(Event event, Position position) {
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

    private ProducerRecord<byte[], byte[]> record(Event event) {
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

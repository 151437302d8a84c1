package science.pipeline.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;
import science.pipeline.schema.Schema;

class PublisherTest {

    private final Delivery delivery = new Delivery();
    private final FullNowAndThen kafka = new FullNowAndThen();
    private long nanos;

    @Test
    void sendsEachEventOnceAndInOrderThoughTheBufferIsFullNowAndThen() {
        Publisher publisher = publisher(new Numbers(50), Continuation.afresh());

        int full = 0;
        Publisher.Halt halt;
        do {
            halt = publisher.emit(kafka, Pace.FASTEST, 7);
            full += halt == Publisher.Halt.BUFFER_FULL ? 1 : 0;
        } while (halt != Publisher.Halt.SOURCE_ENDS);

        assertThat(full).isPositive();
        assertThat(kafka.history())
                .extracting(record -> new String(record.value()).substring(0, 16))
                .isEqualTo(IntStream.range(0, 50)
                        .mapToObj("{\"event_id\":%d,\"timestamp\""::formatted)
                        .map(json -> json.substring(0, 16))
                        .toList());
        assertThat(delivery.produced()).isEqualTo(50);
        assertThat(delivery.failed()).isZero();
    }

    @Test
    void countsWhatIsAcknowledgedAndWhatIsUnderWay() throws InterruptedException {
        publisher(new Numbers(5), Continuation.afresh()).emit(kafka, Pace.FASTEST, 2);
        assertThat(delivery.underWay()).isEqualTo(2);

        inTheClientsThread(kafka::completeNext);

        assertThat(delivery.acknowledged()).isEqualTo(1);
        assertThat(delivery.underWay()).isEqualTo(1);
        delivery.check();
    }

    @Test
    void refusesToGoOnOnceKafkaHasRefusedAnEvent() throws InterruptedException {
        publisher(new Numbers(5), Continuation.afresh()).emit(kafka, Pace.FASTEST, 3);

        inTheClientsThread(() -> kafka.errorNext(new RecordTooLargeException("1048588 bytes")));

        assertThat(delivery.failed()).isEqualTo(1);
        assertThatThrownBy(delivery::check)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("Kafka refused an event: 1048588 bytes")
                .hasMessageContaining("max.message.bytes");
    }

    @Test
    void sendsAgainWhatWasDeniedUnlessTheTopicHasIt() throws InterruptedException {
        Publisher publisher = publisher(new Numbers(8), Continuation.afresh());
        while (delivery.produced() < 5) {
            publisher.emit(kafka, Pace.FASTEST, 1);
        }
        inTheClientsThread(() -> {
            kafka.completeNext();
            kafka.errorNext(new TopicAuthorizationException("events"));
            kafka.completeNext();
            kafka.errorNext(new TopicAuthorizationException("events"));
            kafka.errorNext(new KafkaException("Producer is closed forcefully."));
        });

        assertThat(delivery.denial()).isNotNull();
        assertThat(delivery.isQuiet()).isTrue();
        List<ProducerRecord<byte[], byte[]>> sent = List.copyOf(kafka.history());
        int found = publisher.sendAgain(delivery.givenUp(), (offsets, reader) -> {
            reader.accept(asRead(sent.get(3)));
            reader.accept(asRead(sent.get(2))); // this one was acknowledged
        });
        delivery.resume(found);
        assertThat(found).isEqualTo(1);
        kafka.clear();
        while (publisher.emit(kafka, Pace.FASTEST, 100) != Publisher.Halt.SOURCE_ENDS) {
            // The buffer was full: the event in hand comes again.
        }

        assertThat(kafka.history())
                .extracting(record -> new String(record.key()))
                .containsExactly("1", "4", "5", "6", "7");
        assertThat(delivery.produced()).isEqualTo(8);
        assertThat(delivery.acknowledged()).isEqualTo(3);
        assertThat(delivery.failed()).isZero();
    }

    @Test
    void ofWhatWasGivenUpNothingIsForgottenWhileTheTopicCannotBeRead() throws InterruptedException {
        Publisher publisher = publisher(new Numbers(6), Continuation.afresh());
        while (delivery.produced() < 4) {
            publisher.emit(kafka, Pace.FASTEST, 1);
        }
        inTheClientsThread(() -> {
            for (int i = 0; i < 4; i++) {
                kafka.errorNext(new TopicAuthorizationException("events"));
            }
        });
        assertThatThrownBy(() -> publisher.sendAgain(delivery.givenUp(), (offsets, reader) -> {
                    throw new KafkaException("nobody answers");
                }))
                .isInstanceOf(KafkaException.class);

        delivery.resume(publisher.sendAgain(delivery.givenUp(), (offsets, reader) -> {}));
        kafka.clear();
        while (publisher.emit(kafka, Pace.FASTEST, 100) != Publisher.Halt.SOURCE_ENDS) {
            // The buffer was full: the event in hand comes again.
        }

        assertThat(kafka.history())
                .extracting(record -> new String(record.key()))
                .containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(delivery.produced()).isEqualTo(6);
    }

    @Test
    void theTopicIsReadFromBehindWhatWasAcknowledged() throws InterruptedException {
        delivery.settledTo(new long[] {7, 70});
        Publisher publisher = publisher(new Numbers(2), Continuation.afresh());
        publisher.emit(kafka, Pace.FASTEST, 2);
        inTheClientsThread(kafka::completeNext);
        long[] expected = {7, 70};
        ProducerRecord<byte[], byte[]> first = kafka.history().get(0);
        expected[first.partition()] = Math.max(expected[first.partition()], 1);

        assertThat(delivery.settledTo()).isEqualTo(expected);
    }

    private static ConsumerRecord<byte[], byte[]> asRead(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(sent.topic(), sent.partition(), 0, sent.key(), sent.value());
    }

    @Test
    void passesOverWhatItsPartitionHasAlready() {
        Destination destination = new Destination(RecordKey.EVENT_ID, 2);
        Continuation continuation = new Continuation(
                Position.FIRST, List.of(Optional.of(new Position(0, 20)), Optional.of(new Position(0, 5))));

        Publisher publisher = publisher(new Numbers(40), continuation);
        while (publisher.emit(kafka, Pace.FASTEST, 100) != Publisher.Halt.SOURCE_ENDS) {
            // The buffer was full: the event in hand comes again.
        }

        assertThat(kafka.history())
                .allMatch(record -> Long.parseLong(new String(record.key())) > (record.partition() == 0 ? 20 : 5));
        assertThat(delivery.produced()).isEqualTo(expected(destination));
    }

    @Test
    void usesPartitionsThatComeWhileItRuns() {
        Publisher publisher = publisher(new Numbers(300), Continuation.afresh());
        while (delivery.produced() < 100) {
            publisher.emit(kafka, Pace.FASTEST, 1);
        }
        assertThat(kafka.history()).allMatch(record -> record.partition() < 2);
        kafka.clear();

        kafka.partitions = 8;
        nanos += TimeUnit.SECONDS.toNanos(1);
        while (publisher.emit(kafka, Pace.FASTEST, 100) != Publisher.Halt.SOURCE_ENDS) {
            // The buffer was full: the event in hand comes again.
        }

        assertThat(kafka.history()).extracting(ProducerRecord::partition).contains(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(kafka.history())
                .allMatch(record -> record.partition()
                        == new Destination(RecordKey.EVENT_ID, 8)
                                .of(Numbers.event(Integer.parseInt(new String(record.key()))))
                                .partition());
    }

    private static long expected(Destination destination) {
        return IntStream.range(0, 40)
                .filter(id -> id > (destination.of(Numbers.event(id)).partition() == 0 ? 20 : 5))
                .count();
    }

    private Publisher publisher(Source source, Continuation continuation) {
        return new Publisher(
                source,
                "events",
                new Destination(RecordKey.EVENT_ID, 2),
                continuation,
                null,
                UnaryOperator.identity(),
                delivery,
                () -> nanos,
                new EventEncoder(Schema.byDefault()));
    }

    private static void inTheClientsThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    /** Every third event meets a full buffer, as the real client reports it: by its callback, within send. */
    private static final class FullNowAndThen extends MockProducer<byte[], byte[]> {

        private int calls;
        private int partitions = 2;

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            return IntStream.range(0, partitions)
                    .mapToObj(partition -> new PartitionInfo(topic, partition, null, null, null))
                    .toList();
        }

        FullNowAndThen() {
            super(Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (++calls % 3 == 0) {
                BufferExhaustedException full = new BufferExhaustedException("full for 1000 ms");
                callback.onCompletion(null, full);
                return CompletableFuture.failedFuture(full);
            }
            return super.send(record, callback);
        }
    }

    /** Events 0 to n. */
    private static final class Numbers implements Source {

        private final int events;
        private int next;

        Numbers(int events) {
            this.events = events;
        }

        static ParticleEvent event(long id) {
            return new ParticleEvent(id, 0, "muon", 1, 0, 0, 1, "D", false);
        }

        @Override
        public @Nullable ParticleEvent next() {
            return next < events ? event(next++) : null;
        }

        @Override
        public Position position() {
            return new Position(0, next - 1);
        }

        @Override
        public void seek(Position position) {
            next = (int) position.index();
        }

        @Override
        public OptionalLong remaining() {
            return OptionalLong.of(events - next);
        }

        @Override
        public OptionalInt identity() {
            return OptionalInt.of(1);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

package science.pipeline.systemtest.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends documents at a steady rate through a plain Kafka producer, in the test's own JVM. */
public final class Writer implements Load {

    /** Few requests: what three brokers spend on each, the processes under test lack. */
    private static final int TICKS_PER_SECOND = 10;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final String topic;
    private final Supplier<Document> documents;
    private final Random keys;
    private final Observer observer;
    private final LongAdder sent = new LongAdder();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Who wants to know what was acknowledged. Called on the producer's thread. */
    @FunctionalInterface
    public interface Observer {
        void onProduce(RecordMetadata where, Document what);
    }

    /** @param seed of the records' keys */
    public Writer(
            String bootstrapServers,
            String topic,
            Supplier<Document> documents,
            long seed,
            int perSecond,
            Observer observer) {
        this.topic = topic;
        this.documents = documents;
        this.keys = new Random(seed);
        this.observer = observer;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "linger.ms",
                        5,
                        // An outage of the cluster delays, it drops nothing.
                        "delivery.timeout.ms",
                        Integer.MAX_VALUE,
                        "max.block.ms",
                        600_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        int batch = Math.max(1, perSecond / TICKS_PER_SECOND);
        clock.scheduleAtFixedRate(() -> send(batch), 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            Document document = documents.get();
            byte[] key = Integer.toString(keys.nextInt(20)).getBytes(StandardCharsets.US_ASCII);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, document.value());
            record.headers().add(Document.HEADER, document.expected().getBytes(StandardCharsets.US_ASCII));
            record.headers().add(Document.CELLS, document.cells().getBytes(StandardCharsets.UTF_8));
            producer.send(record, (where, failed) -> {
                if (failed == null) {
                    observer.onProduce(where, document);
                    sent.increment();
                } else {
                    failure.compareAndSet(null, failed);
                }
            });
        }
    }

    @Override
    public long sent() {
        return sent.sum();
    }

    @Override
    public void finish() {
        clock.shutdown();
        try {
            clock.awaitTermination(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("the test's own writer failed", failure.get());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ZERO);
    }
}

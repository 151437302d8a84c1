package science.pipeline.standalone;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Detectors that send in turn, event time running ahead of the wall clock; parts of them can be broken. */
final class Sender implements AutoCloseable {

    static final int DETECTORS = 6;

    /** 120 events in a window of a second. */
    private static final long STEP_MICROS = 1_000_000 / 120;

    private static final long PAUSE_NANOS = 20_000_000;
    private static final long DAY_MICROS = 86_400_000_000L;

    private final KafkaProducer<byte[], byte[]> kafka;
    private final String topic;
    private final CompletableFuture<Void> sending;
    private volatile boolean dead;
    private volatile boolean clockBroken;
    private volatile boolean silent;
    private volatile boolean ended;

    Sender(String servers, String topic) {
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        sending = CompletableFuture.runAsync(this::send, task -> new Thread(task, "sender").start());
    }

    /** The last detector sends no more. */
    void killADetector() {
        dead = true;
    }

    /** Nothing is sent any more. */
    void die() {
        silent = true;
    }

    /** It goes on where it stopped. */
    void riseAgain() {
        silent = false;
    }

    /** Timestamps from now on are of any day of the last years. */
    void breakTheClock() {
        clockBroken = true;
    }

    private void send() {
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        Random random = new Random(1);
        long time = 1_768_559_000_000_000L;
        for (long id = 0; !ended; id++) {
            while (silent && !ended) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            time += STEP_MICROS;
            int detector = 1 + (int) (id % DETECTORS);
            if (!(dead && detector == DETECTORS)) {
                long told = clockBroken ? time - random.nextLong(DAY_MICROS, 2000 * DAY_MICROS) : time;
                double momentum = 10 + 5 * random.nextDouble();
                double energy = Math.hypot(momentum, 0.105658);
                kafka.send(new ProducerRecord<>(
                        topic,
                        encoder.encode(new ParticleEvent(
                                id, told, "muon", energy, momentum, 0, 0, "DET_00" + detector, false))));
            }
            if (id % DETECTORS == 0) {
                kafka.flush();
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        sending.join();
        kafka.close();
    }
}

package science.pipeline.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalysisBinding;
import science.pipeline.analytics.post.KafkaPost;
import science.pipeline.analytics.post.Outbox;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.analytics.post.TellingSink;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.registry.SchemaRegistry;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.engine.AlertLimit;
import science.pipeline.engine.Engine;
import science.pipeline.engine.EventPrinter;
import science.pipeline.schema.WriterSchemas;

/**
 * What an executor keeps between the tasks of a run: the partitions that it owns, the configuration, the ways to Kafka.
 * One for each run in a JVM. Any thread.
 */
final class Workplace implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Workplace.class);

    /** So long an owner waits for the batch to be committed by the one that has overtaken it. */
    private static final long OTHER_ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long LOOK_MILLIS = 100;

    /** At its end a run waits so long, over all partitions, for Kafka to take copies of rejects and alerts. */
    private static final long LONGEST_TELLING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final String BEFORE_UNIQUE = "~";
    private static final Map<String, Workplace> BY_RUN = new HashMap<>();

    private final Order order;
    private final AnalysisConfiguration configuration;
    private final WriterSchemas writers;
    private final Keeper keeper;
    private final ResultsFolder.Identity identity;
    private final Cluster asking;

    /** Of its own: a topic that cannot be made has it begin anew, and drop whatever else is asked. */
    private final Cluster posting;

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final Outlets outlets;
    private final TopicProof topic;
    private final Map<Integer, Seat> seats = new ConcurrentHashMap<>();

    /** Of a partition: of two attempts in one JVM the later waits for the earlier. */
    private static final class Seat {
        @Nullable Tenure tenure;
    }

    private Workplace(Order order) throws IOException {
        this.order = order;
        this.configuration = AnalysisBinding.of(order.setup());
        this.writers = writers(order.registry());
        Configuration hadoop = new Configuration();
        order.hadoop().forEach(hadoop::set);
        this.keeper = Keepers.of(order.place(), hadoop);
        this.identity = keeper.identify(order.source());
        if (!identity.dataset().equals(order.dataset())) {
            throw new Refusal("The results folder " + keeper.place() + " holds another dataset here than for the"
                    + " driver: found " + identity.dataset() + ", expected " + order.dataset()
                    + ". All executors need the same folder under the same path (analytics.results-dir).");
        }
        this.asking = new Cluster(Map.copyOf(order.admin()));
        this.posting = new Cluster(Map.copyOf(order.admin()));
        this.topic = new TopicProof(asking, order.source());
        this.producers = new DefaultKafkaProducerFactory<>(
                Map.copyOf(order.producer()), new ByteArraySerializer(), new ByteArraySerializer());
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(producers);
        template.setProducerListener(new ProducerListener<>() {});
        this.outlets =
                new Outlets(order.topics(), new KafkaPost(template, posting, order.createTopics()), System::nanoTime);
    }

    /**
     * @param registry its URL; empty = none
     * @throws IllegalArgumentException if it is no URL
     */
    static WriterSchemas writers(String registry) {
        return registry.isEmpty() ? WriterSchemas.NONE : new SchemaRegistry(registry);
    }

    /** That of the run in this JVM; earlier runs are over. */
    static Workplace of(Order order) throws IOException {
        synchronized (BY_RUN) {
            Workplace known = BY_RUN.get(order.run());
            if (known == null) {
                known = new Workplace(order);
                BY_RUN.put(order.run(), known);
            }
            return known;
        }
    }

    /**
     * Analyses and commits what a batch holds of a partition.
     *
     * @param rows at its first row; null where it holds no readable record
     */
    static Done work(Order order, int partition, Range range, @Nullable KafkaRows rows)
            throws IOException, InterruptedException {
        Workplace here;
        try {
            here = of(order);
        } catch (Refusal refusal) {
            return Done.refused(partition, String.valueOf(refusal.getMessage()));
        } catch (InvalidSetting unknownHere) {
            return Done.refused(
                    partition,
                    "An executor cannot do what the driver was told: " + unknownHere.getMessage()
                            + ". Put the file under the same path on every machine.");
        }
        return here.work(partition, range, rows);
    }

    private Done work(int partition, Range range, @Nullable KafkaRows rows) throws IOException, InterruptedException {
        Seat seat = seats.computeIfAbsent(partition, any -> new Seat());
        synchronized (seat) {
            try {
                Optional<Commit> newest = books(partition);
                if (newest.isPresent() && newest.get().nextOffset() >= range.until()) {
                    return Done.committed(partition, newest.get().nextOffset());
                }
                return workAt(seat, partition, range, rows, newest);
            } catch (Fenced overtaken) {
                letGo(seat);
                return awaitOther(partition, range, overtaken);
            } catch (Refusal refusal) {
                letGo(seat);
                return Done.refused(partition, String.valueOf(refusal.getMessage()));
            } catch (WriterSchemas.Away away) {
                letGo(seat);
                return Done.later(partition, String.valueOf(away.getMessage()));
            } catch (Throwable failed) {
                letGo(seat);
                throw failed;
            }
        }
    }

    private Done workAt(Seat seat, int partition, Range range, @Nullable KafkaRows rows, Optional<Commit> newest)
            throws IOException, Fenced {
        Tenure tenure = seat.tenure;
        if (tenure == null
                || newest.isEmpty()
                || !newest.get().owner().equals(tenure.owner())
                || newest.get().nextOffset() != tenure.nextOffset()) {
            letGo(seat);
            tenure = takeOver(partition, range, newest);
            seat.tenure = tenure;
        }
        if (tenure.nextOffset() < range.from()) {
            throw new Refusal("The dataset in " + keeper.place() + " goes on at offset " + tenure.nextOffset()
                    + " of partition " + partition + ", but the batch begins at " + range.from()
                    + ": the folder was replaced by an older copy while it was written. Nothing was changed."
                    + " Start the job again: it reads on from what the folder holds.");
        }
        tenure.read(rows, range.until());
        topic.prove();
        tenure.commit(false);
        return Done.committed(partition, tenure.nextOffset());
    }

    private Optional<Commit> books(int partition) throws IOException {
        return keeper.newest(partition);
    }

    private Tenure takeOver(int partition, Range range, Optional<Commit> newest) throws IOException, Fenced {
        String owner = order.run() + BEFORE_UNIQUE + UUID.randomUUID();
        Beginning beginning =
                new Beginning(Order.HOST, owner, identity, partition, start(partition, range, newest), order.setup());
        Sink dataset = keeper.takeOver(beginning, order.rollBytes());
        try {
            Stand stand = dataset.stand();
            Outbox outbox = new Outbox(outlets, stand.unsent(), stand.counts().unsent());
            long alerts = AlertLimit.share(order.alertsPerHour(), partition, order.partitions());
            Engine engine = new Engine(
                    partition,
                    configuration,
                    alerts,
                    writers,
                    new TellingSink(partition, dataset, outbox),
                    EventPrinter.NONE);
            return new Tenure(owner, order.topic(), dataset, engine, outbox, keeper.sayings(partition));
        } catch (Throwable unusable) {
            dataset.close();
            throw unusable;
        }
    }

    /**
     * Where a partition without commits begins; one that has some goes on there, but for a gap that was accepted:
     * whatever lies between a commit and a later start counts as lost.
     */
    private long start(int partition, Range range, Optional<Commit> newest) {
        if (newest.isEmpty()) {
            return order.starts().getOrDefault(partition, range.from());
        }
        Range gap = order.gaps().get(partition);
        return gap != null && gap.from() == newest.get().nextOffset() ? gap.until() : 0;
    }

    /** Another attempt of this task may run elsewhere, as a slow one's copy does; or another host has come. */
    private Done awaitOther(int partition, Range range, Fenced overtaken) throws IOException, InterruptedException {
        long patience = System.nanoTime() + OTHER_ATTEMPT_NANOS;
        while (System.nanoTime() - patience < 0) {
            Commit newest = books(partition).orElseThrow();
            if (newest.nextOffset() >= range.until()) {
                return Done.committed(partition, newest.nextOffset());
            }
            String other = newest.owner().split(BEFORE_UNIQUE, 2)[0];
            if (!other.equals(order.run())) {
                return Done.refused(
                        partition,
                        overtaken.getMessage() + ". " + other + " has taken the partition over, and this run ends."
                                + " What is committed is safe.");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IOException(overtaken);
    }

    private static void letGo(Seat seat) {
        if (seat.tenure != null) {
            seat.tenure.abandon();
            seat.tenure = null;
        }
    }

    /** Leaves partitions in good order, with complete files; takes over first those that are owned elsewhere. */
    void leave(List<Integer> partitions) throws IOException, InterruptedException {
        long tellingUntil = System.nanoTime() + LONGEST_TELLING_NANOS;
        for (int partition : partitions) {
            leave(partition, tellingUntil);
        }
    }

    private void leave(int partition, long tellingUntil) throws IOException, InterruptedException {
        Seat seat = seats.computeIfAbsent(partition, any -> new Seat());
        synchronized (seat) {
            try {
                Optional<Commit> newest = books(partition);
                if (seat.tenure == null) {
                    seat.tenure = takeOver(partition, new Range(0, 0), newest);
                }
                int untold = seat.tenure.awaitTold(TimeUnit.NANOSECONDS.toMillis(tellingUntil - System.nanoTime()));
                seat.tenure.commit(true);
                if (untold > 0) {
                    log.warn(
                            "partition {}: Kafka has not taken {} copies of rejects and alerts ({}). They are in the"
                                    + " commit; the next run sends them.",
                            partition,
                            untold,
                            outlets.troubles());
                }
            } catch (Fenced overtaken) {
                log.warn("partition {}: {}", partition, overtaken.getMessage());
            } finally {
                letGo(seat);
            }
        }
    }

    @Override
    public void close() {
        synchronized (BY_RUN) {
            BY_RUN.remove(order.run());
        }
        seats.values().forEach(seat -> {
            synchronized (seat) {
                letGo(seat);
            }
        });
        outlets.close();
        producers.destroy();
        posting.close();
        asking.close();
    }
}

package science.pipeline.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.fs.PathIOException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.sink.Refusal;

/**
 * Runs one query after the other over the topic until it is drained or somebody stops it: a batch is one job, with one
 * task for each partition of the topic. After trouble the next query begins with what is committed.
 */
final class Driver {

    private static final Logger log = LoggerFactory.getLogger(Driver.class);
    private static final long LOOK_MILLIS = 250;
    private static final long RETRY_MILLIS = 2000;

    /** When it begins, the first one of the query is noted. */
    private static final long SECOND_BATCH = 1;

    private static final long NOTE_MILLIS = 20;
    private static final long LONGEST_NOTE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SparkSession spark;
    private final Job job;
    private final Planner planner;
    private final Checkpoint checkpoint;
    private final TopicOffsets topic;
    private final @Nullable Onlooker onlooker;

    /** Held while a batch runs, so that nobody stops it halfway. */
    private final ReentrantLock batches = new ReentrantLock(true);

    private volatile boolean stopping;
    private volatile Planner.Plan plan = new Planner.Plan(Map.of(), Map.of());
    /** The one committed last in this query. */
    private volatile long lastBatch = Checkpoint.NO_BATCH;

    private Map<Integer, Long> ends = Map.of();
    private long quietSinceNanos;
    private long reportedAtNanos = System.nanoTime();
    private long reported;

    /** @param onlooker null where the dataset is in a store, which has no files that are written anew */
    Driver(
            SparkSession spark,
            Job job,
            Planner planner,
            Checkpoint checkpoint,
            TopicOffsets topic,
            @Nullable Onlooker onlooker) {
        this.spark = spark;
        this.job = job;
        this.planner = planner;
        this.checkpoint = checkpoint;
        this.topic = topic;
        this.onlooker = onlooker;
    }

    /** Ends it behind the batch that runs; from any thread. */
    void stop() {
        stopping = true;
    }

    /**
     * Returns when all is committed that is to be.
     *
     * @return whether the topic is drained
     * @throws Refusal when what was found forbids to go on
     */
    boolean run() throws InterruptedException {
        while (!stopping) {
            try {
                plan = planner.plan();
                checkpoint.begin();
                if (query()) {
                    return true;
                }
            } catch (IOException | TimeoutException | StreamingQueryException trouble) {
                Refusal refusal = refusal(trouble);
                if (refusal != null) {
                    throw refusal;
                }
                checkIsLatest();
                log.warn("goes back to the last commits and tries again: {}", sentence(trouble));
                log.debug("the query has ended", trouble);
                Thread.sleep(RETRY_MILLIS);
            }
        }
        return false;
    }

    /** Where this run, or the last query of it, began. */
    Planner.Plan plan() {
        return plan;
    }

    /** One query; returns whether the topic is drained, or false when it was stopped. */
    private boolean query() throws IOException, TimeoutException, StreamingQueryException, InterruptedException {
        lastBatch = Checkpoint.NO_BATCH;
        Map<String, String> options = SourceOptions.of(
                job.kafka(),
                job.settings().source(),
                topic.topic(),
                plan.starts(),
                job.settings().maxRecordsPerBatch());
        StreamingQuery query = spark.readStream()
                .format("kafka")
                .options(options)
                .load()
                .writeStream()
                .foreachBatch(this::batch)
                .option("checkpointLocation", checkpoint.location())
                .trigger(Trigger.ProcessingTime(job.settings().trigger().toMillis()))
                .start();
        quietSinceNanos = System.nanoTime();
        try {
            while (!query.awaitTermination(LOOK_MILLIS)) {
                boolean drained = job.exitsWhenDrained() && isDrained();
                if (drained || stopping) {
                    return drained;
                }
                checkIsLatest();
            }
            return false;
        } finally {
            batches.lockInterruptibly();
            try {
                awaitNote(query);
                query.stop();
            } finally {
                batches.unlock();
            }
        }
    }

    /** Spark notes down that a batch is whole a moment after it was committed; a stop in between would lose that. */
    private void awaitNote(StreamingQuery query) throws IOException, InterruptedException {
        long patience = System.nanoTime() + LONGEST_NOTE_NANOS;
        while (query.isActive() && !checkpoint.isWhole(lastBatch) && System.nanoTime() - patience < 0) {
            Thread.sleep(NOTE_MILLIS);
        }
    }

    /** Of two runs on one folder the later one goes on. */
    private void checkIsLatest() {
        try {
            Optional<String> later = checkpoint.laterRun();
            if (later.isPresent()) {
                throw new Refusal("Another run of the job, " + later.get()
                        + ", has begun on this folder after this one," + " which ends. What is committed is safe.");
            }
        } catch (IOException unreadable) {
            log.debug("cannot tell whether a later run has begun: {}", unreadable.toString());
        }
    }

    private void batch(Dataset<Row> frame, Long id) throws InterruptedException {
        batches.lockInterruptibly();
        try {
            restWithoutRoom();
            Map<Integer, Range> ranges = checkpoint.ranges(id, plan.starts());
            commit(frame, ranges);
            lastBatch = id;
            if (id == SECOND_BATCH) {
                checkpoint.forgetEarlier();
            }
            Map<Integer, Long> read = new HashMap<>();
            ranges.forEach((partition, range) -> read.put(partition, range.until()));
            if (onlooker != null) {
                onlooker.look(read);
            }
            report();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            batches.unlock();
        }
    }

    /** Reading rests while the disk has less room than it is to keep. */
    private void restWithoutRoom() throws IOException, InterruptedException {
        boolean told = false;
        while (!stopping && job.keeper().freeBytes() < job.minFreeBytes()) {
            if (!told) {
                log.warn(
                        "reading rests: {} has less than analytics.min-free-disk free",
                        job.keeper().place());
                told = true;
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    private void commit(Dataset<Row> frame, Map<Integer, Range> ranges) throws IOException {
        JavaRDD<InternalRow> rows = frame.queryExecution().toRdd().toJavaRDD();
        if (rows.getNumPartitions() != ranges.size()) {
            throw new Refusal("Spark reads " + ranges.size() + " partitions of the topic with "
                    + rows.getNumPartitions() + " tasks; expected one task for each, or records would be read out of"
                    + " order. Nothing of this batch was read. Take away what cuts partitions into pieces.");
        }
        Order order = job.order(plan);
        List<Done> done = new ArrayList<>(
                rows.mapPartitions(new BatchTask(order, new HashMap<>(ranges))).collect());
        Map<Integer, Range> silent = new TreeMap<>(ranges);
        done.forEach(each -> silent.remove(each.partition()));
        done.addAll(skip(order, silent));
        done.stream().filter(each -> each.refusal() != null).findFirst().ifPresent(each -> {
            throw new Refusal(String.valueOf(each.refusal()));
        });
        Optional<Done> later =
                done.stream().filter(each -> each.trouble() != null).findFirst();
        if (later.isPresent()) {
            throw new IOException(
                    "partition " + later.get().partition() + ": " + later.get().trouble());
        }
    }

    /** Ranges that hold no readable record, as markers of transactions alone: they are in the books as skipped. */
    private List<Done> skip(Order order, Map<Integer, Range> ranges) {
        if (ranges.isEmpty()) {
            return List.of();
        }
        HashMap<Integer, Range> all = new HashMap<>(ranges);
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(new ArrayList<>(all.keySet()), all.size())
                .map(partition -> Workplace.work(order, partition, all.get(partition), null))
                .collect();
    }

    private void report() throws IOException {
        long now = System.nanoTime();
        if (now - reportedAtNanos >= REPORT_NANOS) {
            long received = job.keeper().newestBooks().stream()
                    .mapToLong(commit -> commit.counts().received())
                    .sum();
            log.info("consumed {}  {}/s", received, (received - reported) * 1_000_000_000L / (now - reportedAtNanos));
            reported = received;
            reportedAtNanos = now;
        }
    }

    /** Whether the commits reach the ends of all partitions, and nothing new came for a while. */
    private boolean isDrained() throws InterruptedException {
        try {
            Map<Integer, Long> found = topic.ends();
            if (!found.equals(ends)) {
                ends = found;
                quietSinceNanos = System.nanoTime();
            }
            Duration quiet = Duration.ofNanos(System.nanoTime() - quietSinceNanos);
            return quiet.compareTo(job.idleTimeout()) >= 0 && isCommitted(found);
        } catch (IOException unknown) {
            log.debug("cannot tell whether the topic is drained: {}", unknown.toString());
            return false;
        }
    }

    private boolean isCommitted(Map<Integer, Long> found) throws IOException {
        Map<Integer, Long> committed = new HashMap<>();
        for (Commit commit : job.keeper().newestBooks()) {
            committed.put(commit.partition(), commit.nextOffset());
        }
        // A partition that never held a record may have no commit; a topic that never held one is not drained.
        return found.values().stream().anyMatch(end -> end > 0)
                && found.entrySet().stream()
                        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** The refusal that a failure is at its root; null when it is none. */
    private static @Nullable Refusal refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    /** What is at the root, and before it the file that it is about, which clients of stores tell only around it. */
    private static String sentence(Throwable failure) {
        Throwable cause = failure;
        String about = "";
        while (cause.getCause() != null) {
            if (cause instanceof PathIOException path) {
                about = path.getPath() + ": ";
            } else if (cause.getClass().getName().startsWith("org.apache.hadoop.fs.s3a.")) {
                about = firstLine(cause) + " <- ";
            }
            cause = cause.getCause();
        }
        return about
                + (cause.getClass() == IOException.class
                        ? firstLine(cause)
                        : cause.toString().lines().findFirst().orElse(""));
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}

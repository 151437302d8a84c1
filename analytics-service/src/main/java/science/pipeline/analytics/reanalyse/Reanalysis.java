package science.pipeline.analytics.reanalyse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Origin;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.StartOffsets;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.engine.AlertLimit;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaChange;

/**
 * Analyses once more what a dataset has kept, into a folder of its own: as many partitions side by side as there are
 * cores, each in the order of its offsets. What is taken over is decided when it begins; killed, it goes on where its
 * commits stand, and comes to the same.
 */
public final class Reanalysis {

    private static final long LOOK_MILLIS = 200;

    private final ResultsFolder from;
    private final ResultsFolder into;
    private final AnalysisConfiguration configuration;
    private final Terms terms;
    private final List<Commit> commits;
    private final ResultsFolder.Identity identity;
    private final Origin origin;

    /**
     * What a host decides beside the configuration of the analysis.
     *
     * @param alertsPerHour how many alerts of flagged events all partitions count as sent in an hour, 0 = all
     * @param rollBytes a file that has grown to this length is followed by a new one
     * @param commitInterval how often what has been analysed becomes part of the dataset, for good
     */
    public record Terms(long alertsPerHour, long rollBytes, Duration commitInterval) {}

    /**
     * Opens both folders.
     *
     * @throws Refusal when the one is no dataset, or the other cannot become what is asked for
     */
    public Reanalysis(ResultsFolder from, ResultsFolder into, AnalysisConfiguration configuration, Terms terms)
            throws IOException {
        this.from = from;
        this.into = into;
        this.configuration = configuration;
        this.terms = terms;
        commits = commits(from);
        checkSchema(Commit.schema(commits), configuration.schema());
        ResultsFolder.Identity known = from.identity();
        identity = into.identify(known.source(), this::begin);
        Origin begun = identity.origin();
        if (begun == null || !begun.dataset().equals(known.dataset())) {
            throw new Refusal("The dataset in " + into.root() + " was not begun from the one in " + from.root()
                    + ". Nothing was changed. Choose an empty folder (--into=…).");
        }
        origin = begun;
        checkConfiguration();
        StartOffsets.copy(from, into);
    }

    private static List<Commit> commits(ResultsFolder folder) throws IOException {
        try {
            List<Commit> found = folder.newestCommits();
            if (!found.isEmpty()) {
                folder.identity();
                return found;
            }
        } catch (NoSuchFileException none) {
            // said below
        }
        throw new Refusal(
                "The folder " + folder.root() + " holds no dataset: found no commits in " + folder.commits() + ".");
    }

    private Origin begin() {
        try {
            return Origin.of(from, FinalDataset.isDrained(from));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void checkSchema(Schema written, Schema read) {
        List<String> reasons = SchemaChange.unreadable(written, read);
        if (!reasons.isEmpty()) {
            throw new Refusal("The rows of the dataset cannot be read under the schema " + read.name()
                    + " that event.schema says: " + String.join("; ", reasons)
                    + ". Nothing was changed. Choose the dataset's own schema, or one that its columns allow.");
        }
    }

    /** Rows of two configurations in one folder would be no answer. */
    private void checkConfiguration() throws IOException {
        String hash = ConfigurationHash.of(configuration);
        for (Commit commit : into.newestBooks()) {
            if (!commit.configuration().hash().equals(hash)) {
                throw new Refusal("The dataset in " + into.root() + " was begun under the configuration "
                        + commit.configuration().hash() + ", found " + hash
                        + ". Nothing was changed. Go on with the former one, or choose an empty folder (--into=…).");
            }
        }
    }

    /** What is taken over. */
    public Origin origin() {
        return origin;
    }

    /** Whether all that is taken over was made under this configuration. */
    public boolean isUnderTheSame() {
        String hash = ConfigurationHash.of(configuration);
        return commits.stream()
                .flatMap(commit -> commit.configurations().stream())
                .allMatch(known -> known.hash().equals(hash));
    }

    /** How many offsets are taken over. */
    public long offsets() {
        return origin.partitions().stream()
                .mapToLong(part -> part.nextOffset() - part.firstOffset())
                .sum();
    }

    /**
     * Analyses all that is not in the folder's books yet.
     *
     * @param progress told now and then how many of the offsets are done, by the calling thread
     * @throws Fenced when another process writes the same folder
     */
    public void run(LongConsumer progress) throws IOException, Fenced, InterruptedException {
        List<PartitionReanalysis> partitions = new ArrayList<>();
        for (Origin.Part part : origin.partitions()) {
            partitions.add(new PartitionReanalysis(from, books(part), part, target(part)));
        }
        partitions.sort(Comparator.comparingLong(PartitionReanalysis::left).reversed());
        int threads = Math.min(partitions.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService cores = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (PartitionReanalysis partition : partitions) {
                running.add(cores.submit(partition));
            }
            while (!running.isEmpty()) {
                progress.accept(
                        partitions.stream().mapToLong(PartitionReanalysis::done).sum());
                running = unfinished(running);
            }
            progress.accept(offsets());
        } finally {
            cores.shutdownNow();
            cores.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    /** Waits a moment; those of the tasks that are not done, or what has befallen another one. */
    private static List<Future<?>> unfinished(List<Future<?>> tasks) throws IOException, Fenced, InterruptedException {
        List<Future<?>> unfinished = new ArrayList<>();
        for (Future<?> task : tasks) {
            try {
                task.get(unfinished.isEmpty() ? LOOK_MILLIS : 0, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                unfinished.add(task);
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                if (cause instanceof IOException trouble) {
                    throw trouble;
                }
                if (cause instanceof Fenced overtaken) {
                    throw overtaken;
                }
                if (cause instanceof Refusal refusal) {
                    throw refusal;
                }
                throw new IllegalStateException(cause);
            }
        }
        return unfinished;
    }

    private Commit books(Origin.Part part) {
        return commits.stream()
                .filter(commit -> commit.partition() == part.partition() && commit.nextOffset() >= part.nextOffset())
                .findFirst()
                .orElseThrow(() -> new Refusal("The dataset in " + from.root() + " has partition " + part.partition()
                        + " no longer up to offset " + part.nextOffset() + ", as it had when " + into.root()
                        + " was begun. Nothing was changed. Restore it from a newer copy, or choose an empty folder."));
    }

    private PartitionReanalysis.Target target(Origin.Part part) throws IOException {
        String schema = configuration.schema().text();
        boolean isOfSameSchema = commits.stream()
                .flatMap(commit -> commit.configurations().stream())
                .allMatch(known -> known.schema().text().equals(schema));
        return new PartitionReanalysis.Target(
                into,
                identity,
                configuration,
                isOfSameSchema,
                AlertLimit.share(terms.alertsPerHour(), part.partition(), from.partitionsBegun()),
                terms.rollBytes(),
                terms.commitInterval());
    }
}

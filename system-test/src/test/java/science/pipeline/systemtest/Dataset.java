package science.pipeline.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import science.pipeline.systemtest.load.Documents;
import science.pipeline.systemtest.load.Writer;
import science.pipeline.systemtest.process.Analytics;
import science.pipeline.systemtest.process.Books;
import science.pipeline.systemtest.process.Cluster;

/** A topic and the dataset of an instance that was killed once everything was committed: some files are still open. */
record Dataset(Cluster cluster, Analytics.Setup setup, Path logs, AtomicLong sent) {

    private static final int RECORDS = 8000;
    private static final int PATIENCE_SECONDS = 180;

    /** A topic with some thousand documents that nobody has read yet. */
    static Dataset unread(Cluster cluster, String name, Path folder, long seed) throws Exception {
        Analytics.Setup setup = new Analytics.Setup(
                cluster,
                name,
                folder.resolve("results"),
                name,
                "",
                List.of("--pipeline.exit-when-drained=true", "--pipeline.idle-timeout=5s"));
        Dataset dataset = new Dataset(cluster, setup, folder.resolve("logs"), new AtomicLong());
        cluster.createTopic(name);
        dataset.send(seed);
        return dataset;
    }

    static Dataset make(Cluster cluster, String name, Path folder, long seed) throws Exception {
        Dataset dataset = unread(cluster, name, folder, seed);
        dataset.reading("made").close();
        // The killed one's session would otherwise outlast the idle time, and the next instance end before it owned
        // any.
        cluster.forgetMembers(name);
        return dataset;
    }

    /** Starts an instance that does not end by itself; returns when it has committed all. */
    Analytics reading(String name) {
        Analytics reading = Analytics.start(name, setup.into(setup.results(), setup.group()), logs);
        await("a dataset").atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> {
            assertThat(reading.isAlive()).as(reading::tail).isTrue();
            return new Books(setup.results()).total() >= sent.get();
        });
        return reading;
    }

    /** Sends some thousand documents. */
    void send(long seed) {
        send(seed, 1);
    }

    /** Sends so many times as many. */
    void send(long seed, double times) {
        int records = (int) (RECORDS * times);
        try (Writer writer = new Writer(
                cluster.bootstrapServers(), setup.topic(), new Documents(seed), seed, records, (where, what) -> {})) {
            await("documents").until(() -> writer.sent() >= records);
            writer.finish();
            sent.addAndGet(writer.sent());
        }
    }

    /** The same dataset in another folder. */
    Dataset copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(setup.results())) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(setup.results().relativize(file).toString()));
            }
        }
        return new Dataset(cluster, setup.into(to, setup.group(), setup.more().toArray(String[]::new)), logs, sent);
    }

    /** Runs an instance to its end. */
    Ended run(String name, String... more) {
        return toTheEnd(Analytics.start(name, with(more), logs));
    }

    /** Runs an instance to its end that may open so many files at most. */
    Ended runWithHandles(int most, String name, String... more) {
        return toTheEnd(Analytics.startWithHandles(most, name, with(more), logs));
    }

    private Analytics.Setup with(String... more) {
        String[] arguments =
                Stream.concat(setup.more().stream(), Stream.of(more)).toArray(String[]::new);
        return setup.into(setup.results(), setup.group(), arguments);
    }

    private static Ended toTheEnd(Analytics run) {
        try (run) {
            return new Ended(run.awaitExit(PATIENCE_SECONDS), run.output());
        }
    }

    /**
     * How a process ended.
     *
     * @param code its exit code
     * @param output all it printed
     */
    record Ended(int code, String output) {}
}

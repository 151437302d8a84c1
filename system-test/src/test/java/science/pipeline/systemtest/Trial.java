package science.pipeline.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.systemtest.fault.Fault;
import science.pipeline.systemtest.fault.Scene;
import science.pipeline.systemtest.guarantee.Aftermath;
import science.pipeline.systemtest.guarantee.BooksClose;
import science.pipeline.systemtest.guarantee.EveryRecordOnce;
import science.pipeline.systemtest.guarantee.EveryRejectCopied;
import science.pipeline.systemtest.guarantee.Guarantee;
import science.pipeline.systemtest.guarantee.IdsNeverRepeat;
import science.pipeline.systemtest.guarantee.NothingLeftBehind;
import science.pipeline.systemtest.guarantee.OwnModelFlags;
import science.pipeline.systemtest.guarantee.SameAsGoldenRun;
import science.pipeline.systemtest.guarantee.TopicReader;
import science.pipeline.systemtest.load.AvroProbes;
import science.pipeline.systemtest.load.Document;
import science.pipeline.systemtest.load.Documents;
import science.pipeline.systemtest.load.Frames;
import science.pipeline.systemtest.load.Load;
import science.pipeline.systemtest.load.Probes;
import science.pipeline.systemtest.load.ProducerLoad;
import science.pipeline.systemtest.load.Writer;
import science.pipeline.systemtest.process.Analytics;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Settings;

/**
 * Faults that strike one after the other while events flow into a topic of their own; then every guarantee must hold.
 */
final class Trial {

    private static final Logger log = LoggerFactory.getLogger(Trial.class);

    private final Cluster cluster;
    private final TrialPlan plan;
    private final Path folder;
    private final Path results;
    private final List<Guarantee> guarantees;

    /** The load and its registry, of a trial over Avro. */
    private final @Nullable AvroProbes avro;

    Trial(Cluster cluster, TrialPlan plan, Path folder) {
        this(cluster, plan, folder, folder.resolve("results"));
    }

    /**
     * @param folder of the logs
     * @param results of the dataset
     */
    Trial(Cluster cluster, TrialPlan plan, Path folder, Path results) {
        this.results = results;
        this.cluster = cluster;
        this.plan = plan;
        this.folder = folder;
        this.avro = plan.source() == TrialPlan.Source.AVRO ? new AvroProbes(plan.seed()) : null;
        this.guarantees = new ArrayList<>(List.of(
                new EveryRecordOnce(),
                new BooksClose(),
                new SameAsGoldenRun(),
                new EveryRejectCopied(),
                new NothingLeftBehind()));
        if (plan.source() == TrialPlan.Source.PRODUCER) {
            guarantees.add(new IdsNeverRepeat());
        }
        if (plan.ownModel()) {
            guarantees.add(new OwnModelFlags());
        }
    }

    /** Runs to the end; throws an AssertionError when a guarantee does not hold. */
    Outcome run() throws Exception {
        log.info("{}: begins, -Dsystem-test.seed={}", plan.name(), plan.seed());
        Analytics.Setup setup = setup();
        cluster.createTopic(setup.topic());
        Path logs = folder.resolve("logs");
        List<Duration> recoveries = new ArrayList<>();
        long sent;
        try (Load load = load(setup.topic(), logs);
                Scene scene = new Scene(cluster, setup, load, new Random(plan.seed()), logs)) {
            scene.start();
            scene.until("a first commit", () -> scene.books().total() > 0);
            for (Fault fault : plan.faults()) {
                strike(fault, scene).ifPresent(recoveries::add);
            }
            load.finish();
            sent = load.sent();
            drain(scene);
            scene.endAll();
        }
        Aftermath aftermath = new Aftermath(cluster.admin(), setup, logs);
        check(aftermath, sent);
        return new Outcome(plan.name(), plan.faults().size(), aftermath.figures(), recoveries);
    }

    /** Of topic and group. */
    private String name() {
        return plan.name() + "-" + plan.seed();
    }

    private Analytics.Setup setup() throws IOException {
        return new Analytics.Setup(
                cluster,
                name(),
                results,
                name(),
                plan.bug().map(bug -> "bug@" + bug).orElse(""),
                arguments());
    }

    private List<String> arguments() throws IOException {
        List<String> arguments = new ArrayList<>(plan.protocol().arguments());
        String schema = plan.source() == TrialPlan.Source.PROBES
                ? Probes.SCHEMA
                : plan.source() == TrialPlan.Source.FRAMES ? Frames.SCHEMA : avro == null ? "" : AvroProbes.SCHEMA;
        if (!schema.isEmpty()) {
            Files.createDirectories(folder);
            arguments.add("--event.schema=" + Files.writeString(folder.resolve("schema.yml"), schema));
        }
        if (plan.ownModel()) {
            arguments.addAll(OwnModelFlags.arguments());
        }
        if (avro != null) {
            arguments.add("--event.format=avro");
            arguments.add("--event.avro.registry=" + avro.url());
        }
        return arguments;
    }

    private void onProduce(RecordMetadata where, Document what) {
        guarantees.forEach(guarantee -> guarantee.onProduce(where, what));
    }

    private Optional<Duration> strike(Fault fault, Scene scene) throws Exception {
        try {
            Optional<Duration> recovery = fault.strike(scene);
            log.info(
                    "{}: {}{}",
                    plan.name(),
                    fault.name(),
                    recovery.map(took -> ", went on after " + took.toMillis() + " ms")
                            .orElse(""));
            return recovery;
        } catch (Exception | AssertionError failed) {
            throw new AssertionError(fault.name() + " (" + plan + "): " + failed.getMessage(), failed);
        }
    }

    /** Waits until every record is committed. */
    private void drain(Scene scene) {
        try (TopicReader topic = new TopicReader(cluster.bootstrapServers())) {
            for (TopicPartition partition : topic.partitions(scene.setup.topic())) {
                long end = topic.end(partition);
                scene.until(
                        "the commit of " + partition + " at " + end,
                        () -> scene.books()
                                .nextOffsets()
                                .getOrDefault(partition.partition(), 0L)
                                .equals(end));
            }
        }
    }

    private Load load(String topic, Path logs) {
        return switch (plan.source()) {
            case WRITER -> writer(topic, new Documents(plan.seed()));
            case PROBES -> writer(topic, new Probes(plan.seed()));
            case AVRO -> writer(topic, Objects.requireNonNull(avro));
            case FRAMES -> writer(topic, new Frames(plan.seed()));
            case PRODUCER -> new ProducerLoad(cluster, topic, Settings.rate(), logs);
        };
    }

    private Load writer(String topic, Supplier<Document> documents) {
        return new Writer(cluster.bootstrapServers(), topic, documents, plan.seed(), Settings.rate(), this::onProduce);
    }

    private void check(Aftermath aftermath, long sent) throws Exception {
        for (Guarantee guarantee : guarantees) {
            try {
                guarantee.doAssert(aftermath);
            } catch (AssertionError broken) {
                throw new AssertionError(
                        guarantee.getClass().getSimpleName() + " does not hold (" + plan + ", left in " + folder + "): "
                                + broken.getMessage(),
                        broken);
            }
        }
        long records = aftermath.figures().get("records");
        if (records < sent) {
            throw new AssertionError(sent + " records were counted as sent, " + records + " are there (" + plan + ")");
        }
        log.info("{}: every guarantee holds, {}", plan.name(), aftermath.figures());
    }

    /** Removes what it left behind. */
    void forget() throws Exception {
        if (avro != null) {
            avro.close();
        }
        cluster.admin()
                .deleteTopics(cluster.admin().listTopics().names().get().stream()
                        .filter(topic -> topic.startsWith(name()))
                        .toList());
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

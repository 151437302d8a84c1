package science.pipeline.benchmarks.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import science.pipeline.analysis.detect.DetectionConfiguration;

/** Who drains the topic. */
enum Contestant {
    BARE("bare consumer, counts only, 1 thread"),
    EVERYTHING("the service, everything on, 2 threads"),
    LAYERS_OFF("the service, detection layers off, 2 threads"),
    BESIDE("the service of the build beside, everything on, 2 threads"),
    WITHOUT("the service, layers of --without off, 2 threads"),
    TRANSACTIONS("the service, everything on, transactions of 100 records, 2 threads"),
    PLAIN_BATCH("plain batch listener, 2 threads"),
    TUNED_BATCH("tuned batch listener, 2 threads"),
    PLAIN_RECORD("plain record listener, 2 threads"),
    SPARK("the Spark job, everything on, local[2]"),
    PLAIN_SPARK("plain Spark job, local[2]");

    private static final String HEAP = "-Xmx384m";
    private static final String THREADS = "2";

    final String title;

    Contestant(String title) {
        this.title = title;
    }

    static Contestant of(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidOption("--only: found '" + name + "', expected some of bare, everything, layers-off,"
                    + " beside, without, transactions, plain-batch, tuned-batch, plain-record, spark, plain-spark,"
                    + " separated by commas");
        }
    }

    /** Whether it is a host of our engine, whose folder {@code verify} can check. */
    boolean isOurs() {
        return switch (this) {
            case EVERYTHING, LAYERS_OFF, BESIDE, WITHOUT, TRANSACTIONS, SPARK -> true;
            case BARE, PLAIN_BATCH, TUNED_BATCH, PLAIN_RECORD, PLAIN_SPARK -> false;
        };
    }

    /** Starts it on a topic; what it writes goes to the folder. */
    Drainer start(Options options, Cluster cluster, String topic, Path folder) {
        return switch (this) {
            case BARE -> plain("BareConsumer", folder, List.of(cluster.bootstrapServers, topic));
            case PLAIN_BATCH -> listener(cluster, topic, folder, "batch");
            case TUNED_BATCH -> listener(cluster, topic, folder, "tuned-batch");
            case PLAIN_RECORD -> listener(cluster, topic, folder, "record");
            case SPARK -> SparkParts.job(cluster, topic, folder, batch(options));
            case PLAIN_SPARK -> SparkParts.plain(cluster, topic, folder, batch(options));
            case EVERYTHING, TRANSACTIONS -> service(built(), cluster, topic, folder, Stream.of());
            case BESIDE -> service(options.text("beside"), cluster, topic, folder, Stream.of());
            case LAYERS_OFF -> service(built(), cluster, topic, folder, off(DetectionConfiguration.LAYERS));
            case WITHOUT -> service(built(), cluster, topic, folder, off(options.list("without")));
        };
    }

    /** A little more: Spark shares a batch among the partitions and rounds down, and a handful would be left over. */
    private static String batch(Options options) {
        return Long.toString(options.number("batch") + 2 * options.number("partitions"));
    }

    private static String built() {
        return Project.jar("analytics-service");
    }

    private static Stream<String> off(Collection<String> layers) {
        return layers.stream().map(layer -> "--analytics.detection.layers[" + layer + "]=false");
    }

    private static Drainer listener(Cluster cluster, String topic, Path folder, String mode) {
        return plain(
                "PlainListener", folder, List.of(cluster.bootstrapServers, topic, folder.toString(), mode, THREADS));
    }

    private static Drainer plain(String mainClass, Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(HEAP));
        command.addAll(Project.self("science.pipeline.benchmarks.plain." + mainClass));
        command.addAll(arguments);
        ChildProcess process = ChildProcess.java(folder.resolveSibling(folder.getFileName() + ".log"), command);
        return new Drainer(process, () -> Drainer.printedCount(process));
    }

    private static Drainer service(String jar, Cluster cluster, String topic, Path folder, Stream<String> options) {
        int port = Project.freePort();
        List<String> command = new ArrayList<>(List.of(HEAP, "-jar", jar));
        Map<String, Object> keys = Map.of(
                "spring.kafka.bootstrap-servers", cluster.bootstrapServers,
                "spring.kafka.listener.concurrency", THREADS,
                "spring.kafka.consumer.group-id", folder.getFileName(),
                "analytics.port", port,
                "analytics.topic", topic,
                "analytics.results-dir", folder,
                "analytics.final-dataset", "request");
        keys.forEach((key, value) -> command.add("--" + key + "=" + value));
        options.forEach(command::add);
        ChildProcess process = ChildProcess.java(folder.resolveSibling(folder.getFileName() + ".log"), command);
        return new Drainer(process, () -> Drainer.receivedBy(port));
    }
}

package science.pipeline.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analytics.DatasetCommands;
import science.pipeline.analytics.Datasets;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.objects.Fetching;
import science.pipeline.dataset.objects.ObjectLog;

/**
 * {@code verify}, {@code compare} and {@code fingerprint} over datasets in object stores, named by their URI, and over
 * results folders. What is in a store is fetched into a temporary folder, which goes away at the end.
 */
final class StoreCommands implements Datasets, AutoCloseable {

    private static final String HADOOPS_OWN = "spark.hadoop.";
    private static final int WRONG_CALL = 2;

    private final Configuration hadoop;
    private final List<Path> fetched = new ArrayList<>();

    private StoreCommands(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Only the keys of the job, which say how a store is reached. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(JobProperties.class)
    static class Settings {}

    /**
     * Runs one.
     *
     * @param arguments its name, and what is behind it; keys of the job among them, as {@code --spark-job.conf.…=…}
     * @return the exit code
     */
    static int run(String[] arguments, PrintStream out) {
        List<String> keys = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String argument : arguments) {
            (argument.startsWith("--spark-job.") ? keys : others).add(argument);
        }
        String name = others.remove(0);
        Configuration hadoop;
        try (ConfigurableApplicationContext context =
                SparkJob.application(Settings.class).run(keys.toArray(String[]::new))) {
            hadoop = hadoop(context.getBean(JobProperties.class));
        } catch (RuntimeException saidBySpring) {
            return WRONG_CALL;
        }
        try (StoreCommands stores = new StoreCommands(hadoop)) {
            return DatasetCommands.run(name, others.toArray(String[]::new), stores, out);
        }
    }

    /** As Spark makes it of its own settings. */
    private static Configuration hadoop(JobProperties settings) {
        SparkConf conf = new SparkConf();
        settings.conf().forEach(conf::set);
        Configuration hadoop = new Configuration();
        for (var setting : conf.getAllWithPrefix(HADOOPS_OWN)) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }

    @Override
    public @Nullable ResultsFolder find(String place) throws IOException {
        if (!Keepers.isStore(place)) {
            return FOLDERS.find(place);
        }
        HadoopStore store = HadoopStore.existing(place, hadoop);
        if (new ObjectLog(store).partitions().isEmpty()) {
            return null;
        }
        Path folder = Files.createTempDirectory("dataset");
        fetched.add(folder);
        return new Fetching(store).into(folder);
    }

    @Override
    public boolean hasFinalFiles(String place) {
        return !Keepers.isStore(place);
    }

    @Override
    public void close() {
        fetched.forEach(StoreCommands::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package science.pipeline.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.analytics.intake.Access;
import science.pipeline.analytics.intake.TopicGate;
import science.pipeline.analytics.intake.TopicNames;
import science.pipeline.analytics.post.Announcements;
import science.pipeline.analytics.post.KafkaPost;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.NativeLibraries;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.LedgerTable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.objects.Fetching;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.dataset.windows.ToldWindows;
import science.pipeline.settings.EventProperties;

/** From the first look at Kafka to the final dataset: what a driver does. */
final class Run {

    private static final Logger log = LoggerFactory.getLogger(Run.class);

    /** Before Spark's own hook, which would take the executors away. */
    private static final int BEFORE_SPARK = 1000;

    private static final long LONGEST_END_MINUTES = 30;

    private final AnalyticsProperties analytics;
    private final PipelineProperties pipeline;
    private final KafkaProperties kafka;
    private final String registry;
    private final JobProperties settings;
    private final AnalysisConfiguration configuration;
    private final String version;
    private final String name = "spark-%015d-%s"
            .formatted(System.currentTimeMillis(), UUID.randomUUID().toString().substring(0, 8));

    Run(
            AnalyticsProperties analytics,
            PipelineProperties pipeline,
            KafkaProperties kafka,
            EventProperties events,
            JobProperties settings,
            AnalysisConfiguration configuration,
            String version) {
        this.analytics = analytics;
        this.pipeline = pipeline;
        this.kafka = kafka;
        this.registry = events.avro().registry();
        this.settings = settings;
        this.configuration = configuration;
        this.version = version;
        TopicNames.check(analytics.topic(), analytics.topics(), "");
        SourceOptions.check(settings.source());
        checkIsForAJob();
        NativeLibraries.check(analytics.finalFormats());
    }

    /** @throws InvalidSetting for what the service alone does, and for what executors could not go by */
    private void checkIsForAJob() {
        try {
            Workplace.writers(registry);
        } catch (IllegalArgumentException none) {
            throw new InvalidSetting(
                    "event.avro.registry", "'" + registry + "'", "http://HOST:PORT of a schema registry");
        }
        if (!analytics.print().isEmpty()) {
            throw new InvalidSetting(
                    "analytics.print",
                    analytics.print().toString(),
                    "nothing: executors have no terminal. The rows of every selection, flag and reject are in the"
                            + " dataset's files, and alerts in their topic");
        }
        if (analytics.readsOnly()) {
            throw new InvalidSetting(
                    "analytics.mode", "read-only", "process: what looks at a dataset is the analytics service");
        }
    }

    /** @throws Refusal when what was found forbids to go on, or the final dataset could not be built */
    void run() throws IOException, InterruptedException, Fenced {
        try (Cluster cluster = new Cluster(kafka.buildAdminProperties())) {
            Source source = new TopicGate(cluster, new Access(), analytics.topic(), analytics.createInputTopic())
                    .await(new Waiting()::tell);
            TopicOffsets topic = new TopicOffsets(cluster, analytics.topic());
            // In a folder, what forbids to go on is said before Spark starts; a store is reached by Spark's settings.
            if (settings.store() == null) {
                Keeper folder = Keepers.of(analytics.resultsDir().toString(), new Configuration());
                folder.identify(source);
                new Planner(folder, analytics, kafka, configuration, topic).plan();
            }
            try (SparkSession spark = spark()) {
                work(spark, source, topic);
            }
        }
    }

    private void work(SparkSession spark, Source source, TopicOffsets topic)
            throws IOException, InterruptedException, Fenced {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        String place = settings.store() == null ? analytics.resultsDir().toString() : settings.store();
        Keeper keeper = Keepers.of(place, hadoop);
        Job job = new Job(
                name,
                analytics,
                pipeline,
                kafka,
                registry,
                settings,
                configuration,
                keeper,
                keeper.identify(source),
                storeSettings(hadoop));
        Planner planner = new Planner(keeper, analytics, kafka, configuration, topic);
        String location = settings.checkpoint() == null ? keeper.place() + "/.commits/spark" : settings.checkpoint();
        Checkpoint checkpoint = new Checkpoint(location, name, analytics.topic(), hadoop);
        planner.checkIsNotOlderThan(checkpoint, location);
        CountDownLatch ended = new CountDownLatch(1);
        try {
            if (keeper instanceof StoreKeeper inStore) {
                Driver driver = new Driver(spark, job, planner, checkpoint, topic, null);
                onShutdown(driver, ended);
                boolean drained = read(job, driver, spark);
                leave(job, driver);
                finish(new Fetching(inStore.store()).into(analytics.resultsDir()), drained);
            } else {
                workInFolder(job, ((FolderKeeper) keeper).folder(), planner, spark, checkpoint, topic, ended);
            }
        } finally {
            ended.countDown();
        }
    }

    private void workInFolder(
            Job job,
            ResultsFolder folder,
            Planner planner,
            SparkSession spark,
            Checkpoint checkpoint,
            TopicOffsets topic,
            CountDownLatch ended)
            throws IOException, InterruptedException, Fenced {
        DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(
                kafka.buildProducerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        // The posting one begins anew when a topic cannot be made, and drops whatever else is asked.
        try (Cluster posting = new Cluster(kafka.buildAdminProperties());
                Outlets outlets = new Outlets(
                        analytics.topics(),
                        new KafkaPost(new KafkaTemplate<>(producers), posting, analytics.createTopics()),
                        System::nanoTime);
                Announcements announcements = new Announcements(outlets, new ToldWindows(folder))) {
            StatisticsFiles files = new StatisticsFiles(
                    folder, configuration, analytics.retention().kept(), announcements);
            Onlooker onlooker = new Onlooker(folder, files, configuration, announcements);
            Driver driver = new Driver(spark, job, planner, checkpoint, topic, onlooker);
            onShutdown(driver, ended);
            boolean drained;
            try (onlooker) {
                drained = read(job, driver, spark);
                leave(job, driver);
            }
            finish(folder, files, drained);
        } finally {
            producers.destroy();
        }
    }

    private boolean read(Job job, Driver driver, SparkSession spark) throws InterruptedException {
        log.info(
                "reads {} into {} with Spark ({})",
                analytics.topic(),
                job.keeper().place(),
                spark.sparkContext().master());
        return driver.run();
    }

    /** The final files of a dataset that is in a store; nobody is told of its windows. */
    private void finish(ResultsFolder folder, boolean drained) throws IOException, Fenced {
        finish(
                folder,
                new StatisticsFiles(folder, configuration, analytics.retention().kept(), (window, json) -> {}),
                drained);
    }

    private void finish(ResultsFolder folder, StatisticsFiles files, boolean drained) throws IOException, Fenced {
        FinalDataset dataset = new FinalDataset(
                folder,
                configuration,
                files,
                analytics.finalFormats(),
                analytics.retention().kept(),
                version);
        if (analytics.finalDataset() == AnalyticsProperties.FinalDatasetTime.STOP
                && dataset.bytes() <= analytics.finalLimit().toBytes()) {
            log.info("builds the final dataset");
            LedgerTable.of(dataset.build(drained)).forEach(System.out::println);
        } else {
            log.info("All is committed. The final files are left to a command of their own, finalize FOLDER, with the"
                    + " same configuration (analytics.final-dataset, analytics.final-limit)");
        }
    }

    /** Who ends the process by a signal waits until the batch is committed and the final dataset is built. */
    private static void onShutdown(Driver driver, CountDownLatch ended) {
        ShutdownHookManager.get()
                .addShutdownHook(
                        () -> {
                            driver.stop();
                            try {
                                ended.await();
                            } catch (InterruptedException impatient) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        BEFORE_SPARK,
                        LONGEST_END_MINUTES,
                        TimeUnit.MINUTES);
    }

    /** Completes what is unfinished; partitions that other executors own are taken over from them. */
    private void leave(Job job, Driver driver) throws IOException, InterruptedException {
        Order order = job.order(driver.plan());
        try (Workplace here = Workplace.of(order)) {
            here.leave(job.keeper().newestBooks().stream()
                    .filter(Run::isUnfinished)
                    .map(Commit::partition)
                    .toList());
        }
    }

    /** Whether a file is to be completed, or Kafka has not taken all that was sent when it was committed. */
    private static boolean isUnfinished(Commit commit) {
        return commit.files().stream().anyMatch(Commit.DataFile::open)
                || !commit.stand().unsent().isEmpty();
    }

    /** What executors need to reach the store. */
    private static Map<String, String> storeSettings(Configuration hadoop) {
        Map<String, String> settings = new HashMap<>();
        hadoop.forEach(setting -> {
            if (setting.getKey().startsWith("fs.")) {
                settings.put(setting.getKey(), setting.getValue());
            }
        });
        return settings;
    }

    private SparkSession spark() {
        SparkConf conf = new SparkConf().setAppName("spark-job");
        Map<String, String> defaults =
                new HashMap<>(Map.of("spark.master", settings.master(), "spark.ui.enabled", "false"));
        if (conf.get("spark.master", settings.master()).toLowerCase(Locale.ROOT).startsWith("local")) {
            defaults.put("spark.driver.bindAddress", "127.0.0.1");
            defaults.put("spark.driver.host", "127.0.0.1");
        }
        defaults.forEach(conf::setIfMissing);
        settings.conf().forEach(conf::set);
        return SparkSession.builder().config(conf).getOrCreate();
    }
}

package science.pipeline.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Timer;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** The table of rooms (ARCHITECTURE.md): which folder may import what. */
@AnalyzeClasses(packages = "science.pipeline", importOptions = DoNotIncludeTests.class)
class RoomsTest {

    private static final String EVENT = "science.pipeline.event..";
    private static final String SCHEMA = "science.pipeline.schema..";
    private static final String CODEC = "science.pipeline.codec..";
    private static final String EXPRESSION = "science.pipeline.expression..";
    private static final String TERMINAL = "science.pipeline.terminal..";
    private static final String ANALYSIS = "science.pipeline.analysis..";
    private static final String ONNX = "science.pipeline.analysis.onnx..";
    private static final String DATASET = "science.pipeline.dataset..";
    private static final String SINK = "science.pipeline.dataset.sink..";
    private static final String ENGINE = "science.pipeline.engine..";
    private static final String ANALYTICS = "science.pipeline.analytics..";
    private static final String PRODUCER = "science.pipeline.producer..";
    private static final String BROKER = "science.pipeline.broker..";
    private static final String SETTINGS = "science.pipeline.settings..";
    private static final String CHASSIS = "science.pipeline.chassis..";
    private static final String STANDALONE = "science.pipeline.standalone..";

    private static final String FORMATS = "science.pipeline.formats..";

    private static final String SPRING = "org.springframework..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String KAFKA_SERVER = "kafka..";
    private static final String AVRO = "org.apache.avro..";
    private static final String CEL = "dev.cel..";
    private static final String SPARK = "org.apache.spark..";

    @ArchTest
    static final ArchRule theSharedModelNeedsTheJdkAndJackson3 = classes()
            .that()
            .resideInAnyPackage(EVENT, CODEC, TERMINAL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", AVRO, SCHEMA, EVENT, CODEC, TERMINAL);

    @ArchTest
    static final ArchRule onlyTheCodecKnowsAvro = noClasses()
            .that()
            .resideOutsideOfPackage(CODEC)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AVRO);

    @ArchTest
    static final ArchRule aSchemaKnowsNothingOfThePipeline = classes()
            .that()
            .resideInAPackage(SCHEMA)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", "org.yaml.snakeyaml..", SCHEMA);

    @ArchTest
    static final ArchRule expressionsKnowNothingOfThePipeline = classes()
            .that()
            .resideInAPackage(EXPRESSION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", CEL, EXPRESSION);

    @ArchTest
    static final ArchRule onlyExpressionsKnowTheirParser = noClasses()
            .that()
            .resideOutsideOfPackage(EXPRESSION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CEL);

    @ArchTest
    static final ArchRule theEventKnowsNoBytes = noClasses()
            .that()
            .resideInAPackage(EVENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CODEC, TERMINAL, "tools.jackson..");

    @ArchTest
    static final ArchRule theFormatsReadFilesAndNothingElse = noClasses()
            .that()
            .resideInAPackage(FORMATS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SPRING,
                    KAFKA,
                    KAFKA_SERVER,
                    SPARK,
                    SETTINGS,
                    CHASSIS,
                    ANALYSIS,
                    ANALYTICS,
                    PRODUCER,
                    BROKER,
                    STANDALONE);

    @ArchTest
    static final ArchRule theAnalysisRunsAnywhere = noClasses()
            .that()
            .resideInAPackage(ANALYSIS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SPRING,
                    KAFKA,
                    KAFKA_SERVER,
                    SPARK,
                    SETTINGS,
                    CHASSIS,
                    DATASET,
                    ENGINE,
                    ANALYTICS,
                    PRODUCER,
                    BROKER,
                    STANDALONE);

    @ArchTest
    static final ArchRule modelsOfPeopleAreEvaluatedByTheJdkAlone = classes()
            .that()
            .resideInAPackage(ONNX)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.nio", "java.nio.charset", "org.jspecify..", ONNX);

    @ArchTest
    static final ArchRule theDatasetRunsAnywhere = noClasses()
            .that()
            .resideInAPackage(DATASET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SPRING,
                    KAFKA,
                    KAFKA_SERVER,
                    SPARK,
                    SETTINGS,
                    CHASSIS,
                    ENGINE,
                    ANALYTICS,
                    PRODUCER,
                    BROKER,
                    STANDALONE);

    @ArchTest
    static final ArchRule eachFloorOfTheDatasetUsesThoseBelowItOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("sink")
            .definedBy(SINK)
            .layer("commit")
            .definedBy("science.pipeline.dataset.commit..")
            .layer("windows")
            .definedBy("science.pipeline.dataset.windows..")
            .layer("rows")
            .definedBy("science.pipeline.dataset.rows..")
            .layer("objects")
            .definedBy("science.pipeline.dataset.objects..")
            .layer("closing")
            .definedBy("science.pipeline.dataset.closing..")
            .layer("compare")
            .definedBy("science.pipeline.dataset.compare..")
            .whereLayer("sink")
            .mayNotAccessAnyLayer()
            .whereLayer("commit")
            .mayOnlyAccessLayers("sink")
            .whereLayer("windows")
            .mayOnlyAccessLayers("sink", "commit")
            .whereLayer("rows")
            .mayOnlyAccessLayers("sink", "commit", "windows")
            .whereLayer("objects")
            .mayOnlyAccessLayers("sink", "commit", "windows", "rows")
            .whereLayer("closing")
            .mayOnlyAccessLayers("sink", "commit", "windows", "rows");

    @ArchTest
    static final ArchRule theDatasetHasNoOtherRooms = classes()
            .that()
            .resideInAPackage(DATASET)
            .should()
            .resideInAnyPackage(
                    "science.pipeline.dataset.sink",
                    "science.pipeline.dataset.commit",
                    "science.pipeline.dataset.windows",
                    "science.pipeline.dataset.rows",
                    "science.pipeline.dataset.objects",
                    "science.pipeline.dataset.closing",
                    "science.pipeline.dataset.compare");

    @ArchTest
    static final ArchRule theEngineKnowsWhatGoesInAndWhatComesOut = classes()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.io",
                    "java.nio.charset",
                    "java.security",
                    "java.util",
                    "java.util.function",
                    "org.jspecify..",
                    "org.slf4j..",
                    "tools.jackson..",
                    SCHEMA,
                    EVENT,
                    CODEC,
                    ANALYSIS,
                    SINK,
                    ENGINE);

    @ArchTest
    static final ArchRule neitherAnalysisNorEngineKnowsThreadsClocksOrFiles = noClasses()
            .that()
            .resideInAnyPackage(ANALYSIS, ENGINE, SINK)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Thread.class,
                    ThreadLocal.class,
                    Timer.class,
                    Clock.class,
                    File.class,
                    RandomAccessFile.class,
                    FileInputStream.class,
                    FileOutputStream.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.util.concurrent..").and(not(equivalentTo(TimeUnit.class))))
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now");

    @ArchTest
    static final ArchRule theDatasetMakesNoThreadAndReadsNoClock = noClasses()
            .that()
            .resideInAPackage(DATASET)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Timer.class,
                    Clock.class,
                    Executors.class,
                    ExecutorService.class,
                    ForkJoinPool.class,
                    CompletionService.class)
            .orShould()
            .callConstructorWhere(
                    describe("it makes a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now");

    @ArchTest
    static final ArchRule theProducerKnowsTheSharedModelOnly = noClasses()
            .that()
            .resideInAPackage(PRODUCER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA_SERVER, SPARK, ANALYSIS, DATASET, ENGINE, ANALYTICS, BROKER, STANDALONE);

    @ArchTest
    static final ArchRule theAnalyticsServiceKnowsNeitherProducerNorBroker = noClasses()
            .that()
            .resideInAPackage(ANALYTICS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA_SERVER, SPARK, PRODUCER, BROKER, STANDALONE);

    @ArchTest
    static final ArchRule theSettingsKnowNoPart = noClasses()
            .that()
            .resideInAPackage(SETTINGS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    KAFKA,
                    KAFKA_SERVER,
                    SPARK,
                    EVENT,
                    CODEC,
                    TERMINAL,
                    CHASSIS,
                    ANALYSIS,
                    DATASET,
                    ENGINE,
                    ANALYTICS,
                    PRODUCER,
                    BROKER,
                    STANDALONE);

    @ArchTest
    static final ArchRule theChassisKnowsNeitherEventsNorServices = noClasses()
            .that()
            .resideInAPackage(CHASSIS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    KAFKA_SERVER,
                    SPARK,
                    EVENT,
                    CODEC,
                    ANALYSIS,
                    DATASET,
                    ENGINE,
                    ANALYTICS,
                    PRODUCER,
                    BROKER,
                    STANDALONE);

    @ArchTest
    static final ArchRule theBrokerKnowsNothingOfThePipeline = noClasses()
            .that()
            .resideInAPackage(BROKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SPARK, EVENT, CODEC, TERMINAL, CHASSIS, ANALYSIS, DATASET, ENGINE, ANALYTICS, PRODUCER, STANDALONE);

    @ArchTest
    static final ArchRule onlyIntakeAndPostSpeakKafka = noClasses()
            .that()
            .resideInAPackage(ANALYTICS)
            .and()
            .resideOutsideOfPackages("science.pipeline.analytics.intake..", "science.pipeline.analytics.post..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, "org.springframework.kafka..");

    @ArchTest
    static final ArchRule whoReanalysesKnowsNothingOfTheLiveService = noClasses()
            .that()
            .resideInAPackage("science.pipeline.analytics.reanalyse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SPRING, KAFKA, "science.pipeline.analytics.intake..", "science.pipeline.analytics.observe..");

    @ArchTest
    static final ArchRule stagesNeverImportEachOther = slices().matching(
                    "science.pipeline.analysis.(select|detect|aggregate)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule thePipelineCallsTheStagesAndNeverTheOtherWayRound = noClasses()
            .that()
            .resideInAnyPackage(
                    "science.pipeline.analysis.select..",
                    "science.pipeline.analysis.detect..",
                    "science.pipeline.analysis.aggregate..",
                    "science.pipeline.analysis.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("science.pipeline.analysis.pipeline..");

    @ArchTest
    static final ArchRule nobodyImportsTheOneCommandRun = noClasses()
            .that()
            .resideOutsideOfPackage(STANDALONE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(STANDALONE);
}

package science.pipeline.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The table of rooms (ARCHITECTURE.md): which folder may import what. */
@AnalyzeClasses(packages = "science.pipeline", importOptions = DoNotIncludeTests.class)
class RoomsTest {

    private static final String EVENT = "science.pipeline.event..";
    private static final String CODEC = "science.pipeline.codec..";
    private static final String TERMINAL = "science.pipeline.terminal..";
    private static final String ANALYSIS = "science.pipeline.analysis..";
    private static final String ANALYTICS = "science.pipeline.analytics..";
    private static final String PRODUCER = "science.pipeline.producer..";
    private static final String BROKER = "science.pipeline.broker..";
    private static final String SETTINGS = "science.pipeline.settings..";
    private static final String CHASSIS = "science.pipeline.chassis..";
    private static final String STANDALONE = "science.pipeline.standalone..";

    private static final String SPRING = "org.springframework..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String KAFKA_SERVER = "kafka..";
    private static final String SPARK = "org.apache.spark..";

    @ArchTest
    static final ArchRule theSharedModelNeedsTheJdkAndJackson3 = classes()
            .that()
            .resideInAnyPackage(EVENT, CODEC, TERMINAL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", EVENT, CODEC, TERMINAL);

    @ArchTest
    static final ArchRule theEventKnowsNoBytes = noClasses()
            .that()
            .resideInAPackage(EVENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CODEC, TERMINAL, "tools.jackson..");

    @ArchTest
    static final ArchRule theAnalysisRunsAnywhere = noClasses()
            .that()
            .resideInAPackage(ANALYSIS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SPRING, KAFKA, KAFKA_SERVER, SPARK, SETTINGS, CHASSIS, ANALYTICS, PRODUCER, BROKER, STANDALONE);

    @ArchTest
    static final ArchRule theProducerKnowsTheSharedModelOnly = noClasses()
            .that()
            .resideInAPackage(PRODUCER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA_SERVER, SPARK, ANALYSIS, ANALYTICS, BROKER, STANDALONE);

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
            .resideInAnyPackage(KAFKA_SERVER, SPARK, EVENT, CODEC, ANALYSIS, ANALYTICS, PRODUCER, BROKER, STANDALONE);

    @ArchTest
    static final ArchRule theBrokerKnowsNothingOfThePipeline = noClasses()
            .that()
            .resideInAPackage(BROKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK, EVENT, CODEC, TERMINAL, CHASSIS, ANALYSIS, ANALYTICS, PRODUCER, STANDALONE);

    @ArchTest
    static final ArchRule onlyTheIntakeSpeaksKafka = noClasses()
            .that()
            .resideInAPackage(ANALYTICS)
            .and()
            .resideOutsideOfPackage("science.pipeline.analytics.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, "org.springframework.kafka..");

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

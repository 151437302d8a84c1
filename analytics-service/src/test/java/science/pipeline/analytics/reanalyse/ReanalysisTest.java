package science.pipeline.analytics.reanalyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.histogram.HistogramKeys;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.select.MenuKeys;
import science.pipeline.dataset.InMemory;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;
import science.pipeline.dataset.compare.Comparison;
import science.pipeline.dataset.compare.Fingerprint;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is kept is analysed again: as the topic would be, to the bit. */
class ReanalysisTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir(factory = InMemory.class)
    Path folders;

    private final Topic topic = Topic.of(7, 4_000);
    private final AnalysisConfiguration usual = configuration(Schema.byDefault(), 60);
    private ResultsFolder kept;

    @BeforeEach
    void analyse() throws Exception {
        kept = topic.analyse("service", open("kept"), usual, 1);
    }

    @Test
    void theSameConfigurationMakesTheSameDatasetToTheBit() throws Exception {
        ResultsFolder again = reanalysed(kept, "again", usual);

        expectSame(again, kept);
        ObjectNode manifest = manifest(again);
        assertThat(manifest.path("ledger").path("unknownFields").longValue()).isPositive();
        assertThat(manifest.path("ledger").path("cutTimestamps").longValue()).isPositive();
        assertThat(manifest.path("ledger").path("skipped").longValue()).isPositive();
        assertThat(manifest.path("ledger").path("alerts").path("withheld").longValue())
                .isPositive();
        assertThat(manifest.path("ledger").path("rejected").path("byReason").propertyNames())
                .contains("tombstone", "empty", "truncated", "trailing_bytes", "document_too_large", "null_field");
        for (String part : List.of("files", "ledger", "histograms", "setups", "schema", "built", "source")) {
            assertThat(manifest.get(part)).as(part).isEqualTo(manifest(kept).get(part));
        }
        assertThat(manifest.path("origin").path("dataset").stringValue())
                .isEqualTo(kept.identity().dataset());
        assertThat(statistics(again)).isNotEmpty().isEqualTo(statistics(kept));
    }

    @Test
    void anotherMenuMakesWhatItWouldHaveMadeOfTheTopic() throws Exception {
        AnalysisConfiguration other = configuration(Schema.byDefault(), 90);

        ResultsFolder again = reanalysed(kept, "again", other);

        expectSame(again, topic.analyse("service", open("other"), other, 1));
        assertThat(Comparison.of(kept, again, difference -> {}).isEqual()).isFalse();
    }

    @Test
    void whatWasKeptOfALiveDatasetIsEnough() throws Exception {
        ResultsFolder half = topic.analyse("service", open("half"), usual, 0.4);

        ResultsFolder again = reanalysed(half, "again", usual);

        expectSame(again, half);
    }

    @Test
    void aSealedDatasetIsReadFromItsFinalFiles() throws Exception {
        ResultsFolder sealed = topic.analyse("service", open("sealed"), usual, 1);
        Topic.build(sealed, usual, new Retention(Retention.Parts.DROP_WHEN_FINAL, null));
        assertThat(sealed.isSealed()).isTrue();

        expectSame(reanalysed(sealed, "again", usual), kept);
    }

    @Test
    void brokenOffItGoesOnWhereItsCommitsStand() throws Exception {
        Path damaged = half(kept);
        byte[] whole = Files.readAllBytes(damaged);
        byte[] shortened = java.util.Arrays.copyOf(whole, whole.length / 2);
        Files.write(damaged, shortened);
        assertThatThrownBy(() -> reanalysed(kept, "again", usual))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(damaged.getFileName().toString())
                .hasMessageContaining("Run verify");
        ResultsFolder again = open("again");
        assertThat(again.newestCommits())
                .anySatisfy(commit -> assertThat(commit.nextOffset())
                        .isGreaterThan(1000)
                        .isLessThan(kept.newestCommits().get(commit.partition()).nextOffset()));
        assertThatThrownBy(() -> again.identify(Topic.SOURCE)).hasMessageContaining("Let reanalyse end it first");

        Files.write(damaged, whole);
        expectSame(reanalysed(kept, "again", usual), kept);
    }

    /** A part of events from the middle of a partition. */
    private static Path half(ResultsFolder folder) throws IOException {
        List<Commit.DataFile> parts = folder.newestCommits().get(0).files().stream()
                .filter(file -> file.name().startsWith("all_events_"))
                .toList();
        return folder.file(parts.get(parts.size() / 2).name());
    }

    @Test
    void whatTheDatasetGotMeanwhileIsLeftAlone() throws Exception {
        ResultsFolder growing = topic.analyse("service", open("growing"), usual, 0.5);
        new Reanalysis(growing, open("again"), usual, terms());
        Fingerprint half = Fingerprint.of(growing);

        topic.analyse("service", growing, usual, 1);

        assertThat(Fingerprint.of(reanalysed(growing, "again", usual))).isEqualTo(half);
    }

    @Test
    void rejectsThatAreEventsForAnotherSchemaAreTakenInOnce() throws Exception {
        AnalysisConfiguration tooNarrow = configuration(narrow(), 60);
        ResultsFolder narrow = topic.analyse("service", open("narrow"), tooNarrow, 1);
        assertThat(narrow.counts().rejected().get("out_of_range")).isGreaterThan(500);

        ResultsFolder again = reanalysed(narrow, "again", usual);

        expectSame(again, kept);
    }

    @Test
    void rowsThatAreNoEventsForAnotherSchemaAreRejectedWithTheirReason() throws Exception {
        AnalysisConfiguration narrow = configuration(narrow(), 60);

        ResultsFolder again = reanalysed(kept, "again", narrow);

        expectBooksClose(again);
        assertThat(again.counts().rejected())
                .isEqualTo(topic.analyse("service", open("narrow"), narrow, 1)
                        .counts()
                        .rejected());
    }

    @Test
    void rowsFromBeforeTheSchemaGotItsBoundsAreJudgedByThese() throws Exception {
        ResultsFolder tightened = topic.analyse("service", open("tightened"), usual, 0.5);
        topic.analyse("service", tightened, configuration(narrow(), 60), 1);

        ResultsFolder again = reanalysed(tightened, "again", configuration(narrow(), 60));

        expectBooksClose(again);
        assertThat(again.counts().rejected().get("out_of_range"))
                .isGreaterThan(tightened.counts().rejected().get("out_of_range"));
    }

    /** The default schema with energies up to 80 GeV. */
    private static Schema narrow() {
        String text = Schema.byDefault().text().replaceFirst("min: 0(\\.0)?, max: [^,}]+", "min: 0, max: 80");
        assertThat(text).contains("max: 80");
        return SchemaYaml.read("narrow", text);
    }

    @Test
    void aRecordsOwnTimeIsKeptWhereTheSchemaHasNone() throws Exception {
        AnalysisConfiguration narrow = configuration(timeless("80"), 60);
        AnalysisConfiguration wide = configuration(timeless("1.0e9"), 60);
        ResultsFolder first = topic.analyse("service", open("narrow"), narrow, 1);
        ResultsFolder expected = topic.analyse("service", open("wide"), wide, 1);

        expectSame(reanalysed(first, "again", narrow), first);
        expectSame(reanalysed(first, "widened", wide), expected);
    }

    private static Schema timeless(String most) {
        return SchemaYaml.read("timeless", """
                name: timeless
                fields:
                  energy_gev: {type: number, role: energy, min: 0, max: %s}
                  detector: {type: name, role: detector, from: detector_id}
                  momentum_x: {type: number}
                """.formatted(most));
    }

    @Test
    void eventsOfOneRecordStayTogetherAndRejectedOnesGetTheirOwnPlace() throws Exception {
        Topic frames = Topic.ofFrames(3, 900);
        AnalysisConfiguration narrow = configuration(station("80"), 60);
        AnalysisConfiguration wide = configuration(station("1.0e9"), 60);
        ResultsFolder first = frames.analyse("service", open("narrow"), narrow, 1);
        assertThat(first.ledger().empty()).isPositive();
        assertThat(first.ledger().skipped()).isPositive();
        assertThat(first.ledger().unknownFields()).isPositive();
        assertThat(first.counts().rejected()).containsKeys("out_of_range", "null_field", "truncated");
        ResultsFolder expected = frames.analyse("service", open("wide"), wide, 1);

        expectSame(reanalysed(first, "again", narrow), first);
        ResultsFolder widened = reanalysed(first, "widened", wide);

        assertThat(Fingerprint.of(widened)).isEqualTo(Fingerprint.of(expected));
        expectBooksClose(widened);
        expectBooksClose(reanalysed(expected, "narrowed", narrow));
    }

    private static Schema station(String most) {
        return SchemaYaml.read("station", """
                name: station
                each: readings
                fields:
                  station:    {type: name, role: detector}
                  time:       {type: time, role: time, from: readings.at, format: epoch-ms}
                  energy_gev: {type: number, role: energy, from: readings.cpm, min: 0, max: %s}
                """.formatted(most));
    }

    @Test
    void aDatasetGoesFromHostToHostAndSaysWho() throws Exception {
        ResultsFolder half = topic.analyse("service", open("half"), usual, 0.4);
        ResultsFolder handed = reanalysed(half, "handed", usual);

        topic.analyse("another", handed, usual, 0.7);
        topic.analyse("service", handed, usual, 1);

        expectSame(handed, kept);
        for (Commit commit : handed.newestCommits()) {
            assertThat(commit.hosts().stream().map(Commit.Host::name))
                    .containsExactly("reanalyse", "another", "service");
            assertThat(commit.hosts().get(1).fromOffset())
                    .isEqualTo(half.newestCommits().get(commit.partition()).nextOffset());
        }
    }

    @Test
    void whatPeopleSaidToBeNormalIsRepeatedAtTheSameOffsets() throws Exception {
        ResultsFolder spoken = spoken();
        assertThat(spoken.newestCommits())
                .allSatisfy(commit -> assertThat(commit.normals())
                        .extracting(NewNormal.Taken::detector)
                        .containsExactly("DET_003", "DET_001"));
        assertThat(Fingerprint.of(spoken)).isNotEqualTo(Fingerprint.of(kept));

        ResultsFolder again = reanalysed(spoken, "again", usual);

        expectSameAndSaid(again, spoken);
        assertThat(manifest(again).get("files")).isEqualTo(manifest(spoken).get("files"));
        assertThat(manifest(again)
                        .path("normals")
                        .path(1)
                        .path("normals")
                        .path(0)
                        .path("by")
                        .stringValue())
                .isEqualTo("Ada");
    }

    @Test
    void brokenOffItRepeatsWhatIsNotInItsCommitsYet() throws Exception {
        ResultsFolder spoken = spoken();
        Path damaged = half(spoken);
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> reanalysed(spoken, "again", usual)).isInstanceOf(Refusal.class);

        Files.write(damaged, whole);
        expectSameAndSaid(reanalysed(spoken, "again", usual), spoken);
    }

    /** Two detectors are learnt anew, one after the other, while the topic is read. */
    private ResultsFolder spoken() throws Exception {
        ResultsFolder folder = topic.analyse("service", open("spoken"), usual, 0.3);
        say(folder, "DET_003");
        topic.analyse("service", folder, usual, 0.6);
        say(folder, "DET_001");
        return topic.analyse("service", folder, usual, 1);
    }

    private static void say(ResultsFolder folder, String detector) throws IOException {
        for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
            folder.sayings(partition).put(new NewNormal(detector, "Ada", "2026-01-16T12:00:00.000Z"));
        }
    }

    private static void expectSameAndSaid(ResultsFolder found, ResultsFolder expected) throws Exception {
        expectSame(found, expected);
        assertThat(found.newestCommits())
                .extracting(Commit::normals)
                .isEqualTo(
                        expected.newestCommits().stream().map(Commit::normals).toList());
        assertThat(manifest(found).get("normals")).isEqualTo(manifest(expected).get("normals"));
    }

    @Test
    void whatCannotBeDoneIsRefusedWithASentence() throws Exception {
        Schema further = SchemaYaml.read(
                "further", Schema.byDefault().text().replace("fields:", "fields:\n  run: {type: integer}"));
        assertThatThrownBy(() -> reanalysed(kept, "further", configuration(further, 60)))
                .hasMessageContaining("run: rows have no such column");
        assertThatThrownBy(() -> reanalysed(kept, "timeless", configuration(timeless("80"), 60)))
                .hasMessageContaining("no field has the role time");
        assertThatThrownBy(() -> reanalysed(ResultsFolder.existing(folders), "none", usual))
                .hasMessageContaining("holds no dataset");
        reanalysed(kept, "again", usual);
        assertThatThrownBy(() -> reanalysed(kept, "again", configuration(Schema.byDefault(), 90)))
                .hasMessageContaining("was begun under the configuration");
        assertThatThrownBy(() -> reanalysed(topic.analyse("service", open("other"), usual, 1), "again", usual))
                .hasMessageContaining("was not begun from the one in");
    }

    private ResultsFolder open(String name) {
        return ResultsFolder.open(folders.resolve(name));
    }

    private static Reanalysis.Terms terms() {
        return new Reanalysis.Terms(Topic.ALERTS_PER_HOUR, 80 * 1024, Duration.ZERO);
    }

    private ResultsFolder reanalysed(ResultsFolder from, String name, AnalysisConfiguration configuration)
            throws Exception {
        ResultsFolder into = open(name);
        List<Long> told = new ArrayList<>();
        Reanalysis reanalysis = new Reanalysis(from, into, configuration, terms());
        reanalysis.run(told::add);
        assertThat(told).isSorted().last().isEqualTo(reanalysis.offsets());
        Topic.build(into, configuration);
        return into;
    }

    private static void expectSame(ResultsFolder found, ResultsFolder expected) throws Exception {
        expectBooksClose(found);
        List<String> differences = new ArrayList<>();
        Comparison.of(expected, found, difference -> differences.add(difference.csv()));
        assertThat(differences).isEmpty();
        assertThat(Fingerprint.of(found)).isEqualTo(Fingerprint.of(expected));
        assertThat(found.ledger()).isEqualTo(expected.ledger());
    }

    private static void expectBooksClose(ResultsFolder folder) {
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    private static ObjectNode manifest(ResultsFolder folder) throws IOException {
        return (ObjectNode) JSON.readTree(Files.readAllBytes(folder.file("manifest.json")));
    }

    private static Map<String, ObjectNode> statistics(ResultsFolder folder) throws IOException {
        Map<String, ObjectNode> statistics = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.root())) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("statistics_"))
                    .toList()) {
                ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
                json.remove("revision");
                statistics.put(file.getFileName().toString(), json);
            }
        }
        return statistics;
    }

    /** Prescale, histograms, pairs of events, a rare rule. */
    private static AnalysisConfiguration configuration(Schema schema, int threshold) {
        AnalysisConfiguration defaults = AnalysisConfiguration.defaults();
        DetectionConfiguration detection = defaults.detection();
        Map<String, Map<String, String>> menu = new LinkedHashMap<>();
        menu.put("hot", Map.of("energy_gev.min", Integer.toString(threshold)));
        menu.put("some", Map.of("energy_gev.min", "20", "prescale", "7"));
        List<science.pipeline.analysis.histogram.HistogramDefinition> histograms = new ArrayList<>();
        histograms.add(HistogramKeys.parse(
                "energies", Map.of("quantity", "energy_gev", "min", "1", "max", "200", "bins", "20")));
        if (schema.has(science.pipeline.schema.Role.EVENT_ID)) {
            histograms.add(HistogramKeys.parse(
                    "pairs", Map.of("quantity", "pair_mass", "min", "0", "max", "300", "bins", "30")));
        }
        return new AnalysisConfiguration(
                schema,
                MenuKeys.menu(menu),
                new DetectionConfiguration(
                        20_00,
                        Map.of(),
                        100,
                        detection.massShell(),
                        Map.of("very_hot", Map.of("energy_gev", Condition.Range.atLeast(250)))),
                defaults.watch(),
                new StatisticsConfiguration(Duration.ofSeconds(10), Duration.ofSeconds(60), histograms, List.of()));
    }
}

package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.codec.RowDocument;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.compare.Fingerprint;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.rows.RecordedEvents;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.Summary;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** Waveforms from the record to the final files: selected and counted by what sums them up, kept as lists. */
class ListsInFilesTest {

    private static final Schema SCOPE = SchemaYaml.read("scope.yml", """
            name: scope
            fields:
              channel: {type: name, role: detector}
              time:    {type: time, role: time, format: epoch-ms}
              wave:    {type: numbers, unit: mV}
              dark:    {type: numbers, presence: optional}
            quantities:
              level: {value: "mean(wave)", unit: mV}
            selections:
              loud: {where: "max(wave) > 50 && count(wave) > 2"}
            """);

    private static final int RECORDS = 40;

    @TempDir
    Path folders;

    @Test
    void finalFilesHoldTheListsAsTheyWereReceived() throws Exception {
        ResultsFolder folder = analysed("a", SCOPE, documents());
        finalDataset(folder);

        List<String> rows = Files.readAllLines(folder.file("all_events_final.csv"));
        assertThat(rows.get(0)).startsWith("channel,time,wave,dark,flagged");
        assertThat(rows.get(1)).startsWith("C0,2026-01-16T10:23:45.000000,\"[0.50,0,1e1]\",,");
        assertThat(rows.get(2)).startsWith("C1,2026-01-16T10:23:45.001000,[],\"[1,2]\",");
        assertThat(rows).hasSize(1 + RECORDS - 1);
        assertThat(Files.readAllLines(folder.file("loud_final.csv")))
                .hasSize(1 + RECORDS / 10)
                .last()
                .asString()
                .startsWith("C3,2026-01-16T10:23:45.033000,\"[1,2,60.25]\",,");
        assertThat(parquet(folder))
                .hasSize(RECORDS - 1)
                .startsWith("C0 [0.5, 0.0, 10.0] null", "C1 [] [1.0, 2.0]", "C2 [0.5, 2.0, 10.0] null")
                .contains("C3 [1.0, 2.0, 60.25] null");
        assertThat(parquetColumn(folder)).contains("LIST").contains("element");
        Verification verification = Verification.of(folder);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.outcome()).isEqualTo(Verification.Outcome.CLOSED);
    }

    @Test
    void aBadElementIsARejectThatNamesItsIndex() throws Exception {
        ResultsFolder folder = analysed("a", SCOPE, documents());

        assertThat(folder.ledger().rejected().byReason()).containsExactly(Map.entry("wrong_type", 1L));
        assertThat(Files.readString(folder.file("rejected_p00-e0001-000000000000000005.jsonl")))
                .contains("wave[1]: found null, expected a number");
    }

    @Test
    void theStatisticsOfAWindowHaveTheQuantityOfAList() throws Exception {
        ResultsFolder folder = analysed("a", SCOPE, documents());
        finalDataset(folder);

        double sum = IntStream.range(0, RECORDS)
                .filter(n -> n != 5 && n % 10 != 1)
                .mapToDouble(n -> n % 10 == 3 ? 63.25 / 3 : (0.5 + n + 10) / 3)
                .sum();
        String window = Files.readString(folder.file("statistics/2026-01-16/statistics_20260116T102340Z.json"));
        assertThat(window.replace(" ", ""))
                .contains("\"level\":{")
                .contains("\"mean\":" + shortened(sum / (RECORDS - 1 - RECORDS / 10)));
    }

    /** Enough digits to tell it from all others, few enough for any order of a sum. */
    private static String shortened(double mean) {
        return Double.toString(mean).substring(0, 10);
    }

    @Test
    void rowsAreReadBackAndAnalysedAgainToTheSame() throws Exception {
        ResultsFolder folder = analysed("a", SCOPE, documents());
        EventBatch batch = new EventBatch(NameTables.of(SCOPE, 10));
        List<byte[]> again = new ArrayList<>();
        RecordedEvents.of(folder).read(0, batch, () -> {
            int slot = batch.slots.list(2);
            assertThat(batch.numbers[slot + Summary.COUNT.ordinal()][1]).isZero();
            assertThat(batch.numbers[slot + Summary.MAX.ordinal()][3]).isEqualTo(60.25);
            return true;
        });
        List<String> rows = Files.readAllLines(folder.file("all_events_p00-e0001-000000000000000000.csv"));
        RowDocument document = new RowDocument(SCOPE, Arrays.asList(rows.get(0).split(",")));
        for (String row : rows.subList(1, rows.size())) {
            byte[] line = row.getBytes(StandardCharsets.UTF_8);
            document.read(line, 0, line.length);
            again.add(Arrays.copyOf(document.bytes(), document.length()));
        }
        List<byte[]> sound = new ArrayList<>(documents());
        sound.remove(5);

        assertThat(Fingerprint.of(analysed("again", RowDocument.schema(SCOPE), again)))
                .isEqualTo(Fingerprint.of(analysed("sound", SCOPE, sound)));
    }

    @Test
    void aListOfMegabytesIsKeptWhereTheSchemaAllowsIt() throws Exception {
        Schema wide = SchemaYaml.read("wide.yml", SCOPE.text().replace("fields:", "max-bytes: 4000000\nfields:"));
        String wave = IntStream.range(0, 500_000).mapToObj(i -> i % 10 + ".25").collect(Collectors.joining(","));
        ResultsFolder folder = analysed("wide", wide, List.of(document(0, '[' + wave + ']')));
        finalDataset(folder, wide);

        assertThat(query("SELECT len(wave) || ' ' || wave[500000] FROM read_parquet('"
                        + folder.file("all_events_final.parquet") + "')"))
                .containsExactly("500000 9.25");
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    private static byte[] document(int n, String wave) {
        return ("{\"channel\":\"C" + n % 10 + "\",\"time\":" + (1_768_559_025_000L + n) + ",\"wave\":" + wave + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> documents() {
        List<byte[]> documents = new ArrayList<>();
        for (int n = 0; n < RECORDS; n++) {
            String wave = n == 5
                    ? "[1,null]"
                    : switch (n % 10) {
                        case 1 -> "[ ],\"dark\":[1, 2]";
                        case 3 -> "[1,2,60.25]";
                        default -> "[0.50," + n + ",1e1]";
                    };
            documents.add(document(n, wave));
        }
        return documents;
    }

    private static List<String> parquet(ResultsFolder folder) throws Exception {
        return query("SELECT channel || ' ' || wave::VARCHAR || ' ' || coalesce(dark::VARCHAR, 'null') FROM "
                + "read_parquet('" + folder.file("all_events_final.parquet") + "')");
    }

    private static String parquetColumn(ResultsFolder folder) throws Exception {
        return String.join(
                " ",
                query("SELECT name || ' ' || coalesce(converted_type, '') FROM parquet_schema('"
                        + folder.file("all_events_final.parquet") + "')"));
    }

    private static List<String> query(String sql) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static AnalysisConfiguration configuration(Schema schema) {
        return new AnalysisConfiguration(
                schema,
                Menu.of(schema),
                DetectionConfiguration.defaults(),
                WatchConfiguration.defaults(),
                new StatisticsConfiguration(
                        Duration.ofSeconds(10), Duration.ofSeconds(60), List.of(), List.of("level", "count(wave)")));
    }

    private static void finalDataset(ResultsFolder folder) throws Exception {
        finalDataset(folder, SCOPE);
    }

    private static void finalDataset(ResultsFolder folder, Schema schema) throws Exception {
        StatisticsFiles statistics = new StatisticsFiles(folder, configuration(schema), (window, json) -> {});
        new FinalDataset(folder, configuration(schema), statistics, List.of(FinalFormat.values()), "test").build(true);
    }

    private ResultsFolder analysed(String name, Schema schema, List<byte[]> documents) throws Exception {
        ResultsFolder folder = ResultsFolder.open(folders.resolve(name));
        Beginning beginning = new Beginning(
                "test",
                "owner",
                folder.identify(new Source("events", "id", "cluster")),
                0,
                0,
                ConfigurationHash.setup(configuration(schema)));
        try (Sink sink = PartitionDataset.takeOver(folder, beginning, Long.MAX_VALUE)) {
            Engine engine = new Engine(0, configuration(schema), 0, sink, EventPrinter.NONE);
            for (int n = 0; n < documents.size(); n++) {
                engine.accept(n, 0, documents.get(n), 0, documents.get(n).length);
            }
            sink.draft(engine.stand(), true).commit();
        }
        return folder;
    }
}

package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.compare.Comparison;
import science.pipeline.dataset.compare.Difference;
import science.pipeline.dataset.compare.Fingerprint;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.rows.RecordedEvents;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** A topic of frames: the books close over records and events, and an event is known by partition, offset and index. */
class FramesInFilesTest {

    private static final Schema STATION = SchemaYaml.read("station.yml", """
            name: station
            each: readings
            fields:
              station: {type: name, role: detector}
              time:    {type: time, role: time, from: readings.at, format: epoch-ms}
              cpm:     {type: number, role: energy, from: readings.cpm, min: 0}
            selections:
              hot: {cpm: {min: 40}}
            """);

    private static final int RECORDS = 60;

    @TempDir
    Path folders;

    private final List<String> alerts = new ArrayList<>();

    @Test
    void theLedgerTellsRecordsFromEvents() throws Exception {
        ResultsFolder folder = analysed("a", RECORDS);

        Ledger ledger = folder.ledger();
        assertThat(ledger.records()).isEqualTo(RECORDS);
        assertThat(ledger.empty()).isEqualTo(RECORDS / 10);
        assertThat(ledger.rejected().byReason()).containsEntry("truncated", 6L).containsEntry("wrong_type", 6L);
        long elements = IntStream.range(0, RECORDS)
                .map(FramesInFilesTest::elements)
                .asLongStream()
                .sum();
        assertThat(ledger.received()).isEqualTo(elements + 6);
        assertThat(ledger.received())
                .isEqualTo(ledger.accepted() + ledger.rejected().total());
        assertThat(ledger.partitions()).singleElement().satisfies(line -> {
            assertThat(line.records()).isEqualTo(RECORDS);
            assertThat(line.nextOffset()).isEqualTo(RECORDS);
        });
    }

    @Test
    void rowsAndRejectsNameTheirIndexAndTheDatasetVerifies() throws Exception {
        ResultsFolder folder = analysed("a", 7);
        finalDataset(folder);

        List<String> rows = Files.readAllLines(folder.file("all_events_final.csv"));
        assertThat(rows.get(0)).isEqualTo("station,time,cpm,flagged,score,reasons,kafka_partition,kafka_offset,index");
        assertThat(rows.get(50)).startsWith("S1,").endsWith(",0,0,49");
        assertThat(rows.get(51)).endsWith(",0,3,0"); // one is cut, one is empty
        assertThat(rejects(folder).get(0)).contains("\"kafka_offset\":1,\"reason\":\"truncated\"");
        assertThat(rejects(folder).get(1)).contains("\"kafka_offset\":4,\"index\":7,\"reason\":\"wrong_type\"");
        Verification verification = Verification.of(folder);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.outcome()).isEqualTo(Verification.Outcome.CLOSED);
        assertThat(verification.ledger()).anyMatch(line -> line.startsWith("records"));
    }

    @Test
    void whereverStockIsTakenTheSameComesOut() throws Exception {
        ResultsFolder often = analysed("often", 1);
        List<String> alertsOfOften = List.copyOf(alerts);
        alerts.clear();
        ResultsFolder once = analysed("once", RECORDS);

        assertThat(Fingerprint.of(often)).isEqualTo(Fingerprint.of(once));
        assertThat(alertsOfOften).isEqualTo(alerts);
    }

    @Test
    void differencesAreToldByIndex() throws Exception {
        ResultsFolder found = analysed("found", RECORDS);
        List<Difference> differences = new ArrayList<>();
        ResultsFolder other = analysed("other", RECORDS, "1040");
        Comparison.of(found, other, differences::add);

        assertThat(differences)
                .isNotEmpty()
                .filteredOn(difference -> difference.partition() >= 0)
                .allSatisfy(difference -> assertThat(difference.index()).isEqualTo(17))
                .hasSameSizeAs(Files.readAllLines(found.file("hot_p00-e0001-000000000000000000.csv"))
                        .subList(
                                1,
                                1 + (int) found.ledger().selected().get("hot").longValue()));
    }

    @Test
    void rowsAreReadBackWithTheirIndex() throws Exception {
        ResultsFolder folder = analysed("a", RECORDS);
        EventBatch batch = new EventBatch(NameTables.of(STATION, 10));
        List<String> places = new ArrayList<>();

        RecordedEvents.of(folder).read(0, batch, () -> {
            for (int row = 0; row < batch.size(); row++) {
                places.add(batch.offset[row] + "," + batch.index[row]);
            }
            return true;
        });

        List<String> rows = Files.readAllLines(folder.file("all_events_p00-e0001-000000000000000000.csv"));
        assertThat(places)
                .isEqualTo(rows.stream()
                        .skip(1)
                        .map(row -> row.substring(row.indexOf(",0,", row.lastIndexOf(",,")) + 3))
                        .toList());
    }

    @Test
    void aRowThatStandsTwiceIsAFault() throws Exception {
        ResultsFolder folder = analysed("a", RECORDS);
        Path part = folder.file("all_events_p00-e0001-000000000000000000.csv");
        Files.writeString(part, Files.readString(part).replaceFirst(",0,0,1\n", ",0,0,0\n"));

        assertThat(Verification.of(folder).faults()).anyMatch(fault -> fault.contains("offset 0 stands behind 0"));
    }

    private static List<String> rejects(ResultsFolder folder) throws IOException {
        return Files.readAllLines(folder.file("rejected_p00-e0001-000000000000000001.jsonl"));
    }

    private static void finalDataset(ResultsFolder folder) throws Exception {
        StatisticsFiles statistics = new StatisticsFiles(folder, configuration(STATION), (window, json) -> {});
        new FinalDataset(folder, configuration(STATION), statistics, List.of(FinalFormat.values()), "test").build(true);
    }

    private static AnalysisConfiguration configuration(Schema schema) {
        return new AnalysisConfiguration(
                schema,
                Menu.of(schema),
                DetectionConfiguration.defaults(),
                WatchConfiguration.defaults(),
                StatisticsConfiguration.defaults());
    }

    private ResultsFolder analysed(String name, int step) throws Exception {
        return analysed(name, step, "40");
    }

    private ResultsFolder analysed(String name, int step, String hot) throws Exception {
        Schema schema = SchemaYaml.read("station.yml", STATION.text().replace("min: 40", "min: " + hot));
        ResultsFolder folder = ResultsFolder.open(folders.resolve(name));
        Beginning beginning = new Beginning(
                "test",
                "owner",
                folder.identify(new Source("events", "id", "cluster")),
                0,
                0,
                ConfigurationHash.setup(configuration(schema)));
        try (Sink sink = PartitionDataset.takeOver(folder, beginning, Long.MAX_VALUE)) {
            Engine engine = new Engine(0, configuration(schema), 0, sink, new EventPrinter() {
                @Override
                public void events(int partition, EventBatch batch, Verdicts verdicts) {}

                @Override
                public void rejected(int partition, long offset, Rejection rejection) {
                    alerts.add(offset + "." + rejection.index());
                }
            });
            for (int n = 0; n < RECORDS; n++) {
                byte[] record = record(n);
                engine.accept(n, 0, record, 0, record.length);
                if (n % step == step - 1 || n == RECORDS - 1) {
                    PartitionCounts counts = engine.stand().counts();
                    assertThat(counts.received()).isEqualTo(counts.accepted() + counts.rejectedTotal());
                    sink.draft(engine.stand(), n == RECORDS - 1).commit();
                }
            }
        }
        return folder;
    }

    /** Every tenth is empty, every tenth cut, every tenth has a bad element, one has five thousand. */
    private static int elements(int n) {
        return switch (n % 10) {
            case 1, 2 -> 0;
            default -> n == 33 ? 5_000 : 50;
        };
    }

    private static byte[] record(int n) {
        StringBuilder json = new StringBuilder("{\"station\":\"S1\",\"readings\":[");
        int elements = n % 10 == 1 ? 50 : elements(n);
        for (int i = 0; i < elements; i++) {
            String cpm = n % 10 == 4 && i == 7 ? "\"21\"" : i == 17 && n % 3 == 0 ? "45.5" : "20." + i % 10;
            json.append(i > 0 ? "," : "")
                    .append("{\"at\":")
                    .append(1_768_559_025_000L + n * 1000L + i)
                    .append(",\"cpm\":")
                    .append(cpm)
                    .append('}');
        }
        json.append("]}");
        String text = n % 10 == 1 ? json.substring(0, json.length() / 2) : json.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package science.pipeline.analytics.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.Health;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Four detectors in two partitions; the first one of partition 0 dies after 30 windows of 1000 events. */
class LiveWatchTest {

    private static final int WINDOW = 1000;

    @TempDir
    Path root;

    private ResultsFolder folder;
    private StatisticsFiles files;
    private final List<DetectorAlarm> told = new ArrayList<>();

    @BeforeEach
    void folder() {
        folder = ResultsFolder.open(root);
        files = new StatisticsFiles(folder, AnalysisConfiguration.defaults(), (window, json) -> {});
    }

    private LiveWatch watch() throws IOException {
        return new LiveWatch(folder, files, alarms -> {
            told.addAll(alarms);
            return CompletableFuture.completedFuture(null);
        });
    }

    private Rows partition(int partition, String owner) throws Exception {
        return Rows.takeOver(folder, partition, owner).of(n -> "DET_" + partition + n % 2);
    }

    @Test
    void tellsOfAnAlarmOnceWhoeverWatches() throws Exception {
        Rows first = partition(0, "a").appendUpTo(30 * WINDOW).commit();
        Rows second = partition(1, "b").appendUpTo(60 * WINDOW).commit();
        LiveWatch watch = watch();
        LiveWatch.Findings healthy = watch.look(partition -> false);
        assertThat(healthy.states()).hasSize(4);
        assertThat(told).isEmpty();

        first.of(n -> "DET_01").appendUpTo(45 * WINDOW).commit();
        LiveWatch.Findings findings = watch.look(partition -> false);

        assertThat(told).extracting(DetectorAlarm::detector).contains("DET_00");
        assertThat(findings.alarms()).containsAll(told);
        assertThat(findings.states())
                .filteredOn(state -> state.detector().equals("DET_00"))
                .singleElement()
                .satisfies(state -> assertThat(state.state()).isEqualTo(Health.BAD));

        int toldBefore = told.size();
        LiveWatch.Findings ofTheNextOwner = watch().look(partition -> false);
        assertThat(ofTheNextOwner).isEqualTo(findings);
        assertThat(told).hasSize(toldBefore);
        first.leave();
        second.leave();
    }

    /** The clocks were wrong by years for 30 windows in between; then a detector dies. */
    @Test
    void tellsOfAnAlarmAlsoAfterAClockWasWrong() throws Exception {
        Rows first = partition(0, "a").appendUpTo(30 * WINDOW);
        Rows second = partition(1, "b").appendUpTo(30 * WINDOW);
        LiveWatch watch = watch();
        for (Rows rows : List.of(first, second)) {
            rows.wrongBy(Duration.ofDays(7_000)).appendUpTo(60 * WINDOW).commit();
        }
        watch.look(partition -> false);
        for (Rows rows : List.of(first, second)) {
            rows.wrongBy(Duration.ZERO).appendUpTo(90 * WINDOW).commit();
        }
        watch.look(partition -> false);
        assertThat(told).isEmpty();

        first.of(n -> "DET_01").appendUpTo(105 * WINDOW).commit();
        second.appendUpTo(105 * WINDOW).commit();
        watch.look(partition -> false);

        assertThat(told).extracting(DetectorAlarm::detector).contains("DET_00");
        first.leave();
        second.leave();
    }

    @Test
    void whatWasNotAcknowledgedIsToldAgain() throws Exception {
        partition(0, "a")
                .appendUpTo(30 * WINDOW)
                .of(n -> "DET_01")
                .appendUpTo(45 * WINDOW)
                .leave();
        partition(1, "b").appendUpTo(60 * WINDOW).leave();
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        List<DetectorAlarm> underway = new ArrayList<>();
        LiveWatch deaf = new LiveWatch(folder, files, alarms -> {
            underway.addAll(alarms);
            return acknowledged;
        });
        deaf.look(partition -> false);
        deaf.remember();
        watch().look(partition -> false);
        assertThat(told).isNotEmpty().isEqualTo(underway);

        acknowledged.complete(null);
        deaf.remember();
        told.clear();
        watch().look(partition -> false);
        assertThat(told).isEmpty();
    }

    @Test
    void theFileSaysTheSameAsTheLiveWatchDid() throws Exception {
        partition(0, "a")
                .appendUpTo(30 * WINDOW)
                .of(n -> "DET_01")
                .appendUpTo(45 * WINDOW)
                .leave();
        partition(1, "b").appendUpTo(45 * WINDOW).leave();
        watch().look(partition -> false);
        assertThat(told).isNotEmpty();

        new FinalDataset(folder, AnalysisConfiguration.defaults(), files, List.of(FinalFormat.CSV), "test")
                .build(false);

        JsonNode alarms = new JsonMapper().readTree(Files.readAllBytes(root.resolve("detector_alarms.json")));
        assertThat(alarms.path("alarms")).hasSameSizeAs(told);
        assertThat(alarms.path("alarms").path(0).path("detector").asString())
                .isEqualTo(told.get(0).detector());
        assertThat(alarms.path("alarms").path(0).path("reason").asString())
                .isEqualTo(told.get(0).reason());
        assertThat(alarms.path("states").path(0).path("state").asString()).isEqualTo("unknown");
    }
}

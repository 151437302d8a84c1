package science.pipeline.dataset.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.event.EventTime;
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
        return new LiveWatch(
                folder,
                files,
                alarms -> {
                    told.addAll(alarms);
                    return CompletableFuture.completedFuture(null);
                },
                System::nanoTime);
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

    /**
     * One detector dies, and is not missed any more; the other one counts for both, and is told to be normal as well.
     */
    @Test
    void anAlarmIsOverOnceAPersonSaysThatItIsTheNewNormal() throws Exception {
        Rows first = partition(0, "a").appendUpTo(30 * WINDOW).commit();
        Rows second = partition(1, "b").appendUpTo(45 * WINDOW).commit();
        first.of(n -> "DET_01").appendUpTo(45 * WINDOW).commit();
        LiveWatch watch = watch();
        watch.look(partition -> false);
        assertThat(told)
                .filteredOn(alarm -> alarm.observable().equals("rate"))
                .extracting(DetectorAlarm::detector)
                .containsExactly("DET_00", "DET_01");
        told.clear();

        for (String detector : List.of("DET_00", "DET_01")) {
            NewNormal said = new NewNormal(detector, "Ada", "2026-01-16T12:00:00.000Z");
            first.hear(said);
            second.hear(said);
        }
        first.appendUpTo(90 * WINDOW).commit();
        second.appendUpTo(90 * WINDOW).commit();
        LiveWatch.Findings findings = watch.look(partition -> false);

        String since = EventTime.format(1_768_559_000_000_000L + 45 * 10_000_000L);
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(alarm.cleared()).isEqualTo(since))
                .allSatisfy(alarm -> assertThat(alarm.reason()).endsWith("; the new normal, says Ada"));
        assertThat(findings.alarms()).allMatch(alarm -> alarm.cleared() != null);
        assertThat(watch().look(partition -> false)).isEqualTo(findings);

        first.leave();
        second.leave();
        new FinalDataset(folder, files.configuration(), files, List.of(FinalFormat.CSV), "test").build(true);
        assertThat(Verification.of(folder).faults()).isEmpty();
        JsonNode alarms = new JsonMapper().readTree(Files.readString(folder.file("detector_alarms.json")));
        assertThat(alarms.path("alarms").size()).isEqualTo(findings.alarms().size());
        for (JsonNode alarm : alarms.path("alarms")) {
            assertThat(alarm.path("cleared").stringValue()).isEqualTo(since);
        }
    }

    /** Four windows are known; its last event is in the fifth, and the others have come to the eighth. */
    @Test
    void tellsOfASilentDetectorBeforeItsWindowsAreOver() throws Exception {
        Rows first = partition(0, "a").appendUpTo(12 * WINDOW).commit();
        Rows second = partition(1, "b").appendUpTo(12 * WINDOW).commit();
        LiveWatch watch = watch();
        watch.look(partition -> false);
        assertThat(told).isEmpty();

        first.of(n -> "DET_01").appendUpTo(14 * WINDOW + WINDOW / 2 + 1).commit();
        second.appendUpTo(14 * WINDOW + WINDOW / 2 + 1).commit();
        LiveWatch.Findings findings = watch.look(partition -> false);

        assertThat(told).extracting(DetectorAlarm::detector).containsExactly("DET_00");
        assertThat(told.get(0).reason()).startsWith("silent since ");
        assertThat(findings.alarms()).isEqualTo(told);
        assertThat(findings.states())
                .filteredOn(state -> state.detector().equals("DET_00"))
                .singleElement()
                .satisfies(state -> assertThat(state.state()).isEqualTo(Health.BAD));
        watch.look(partition -> false);
        assertThat(told).hasSize(1);
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
        LiveWatch deaf = new LiveWatch(
                folder,
                files,
                alarms -> {
                    underway.addAll(alarms);
                    return acknowledged;
                },
                System::nanoTime);
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

    /** After 520 windows, which are kept, one detector dies; then the first windows can be read by nobody. */
    @Test
    void whoeverWatchesGoesOnFromWhatWasKeptAndReadsNoWindowAgain() throws Exception {
        int window = 20;
        Rows first = partition(0, "a").every(Duration.ofMillis(500));
        Rows second = partition(1, "b").every(Duration.ofMillis(500));
        first.appendUpTo(530 * window).commit();
        second.appendUpTo(580 * window).commit();
        watch().look(partition -> false);
        Path kept = root.resolve(".commits/watch.json");
        assertThat(kept).exists();
        first.of(n -> "DET_01").appendUpTo(580 * window).commit();
        LiveWatch.Findings goingOn = watch().look(partition -> false);
        assertThat(told).extracting(DetectorAlarm::detector).contains("DET_00");

        Path aside = Files.move(kept, root.resolve("aside"));
        assertThat(LiveWatch.onlooking(folder, files, System::nanoTime).look(partition -> false))
                .isEqualTo(goingOn);

        damageTheFirstWindow();
        assertThatThrownBy(() ->
                        LiveWatch.onlooking(folder, files, System::nanoTime).look(partition -> false))
                .isInstanceOf(IOException.class);
        Files.move(aside, kept, StandardCopyOption.REPLACE_EXISTING);
        assertThat(LiveWatch.onlooking(folder, files, System::nanoTime).look(partition -> false))
                .isEqualTo(goingOn);
        first.close();
        second.close();
    }

    private void damageTheFirstWindow() throws IOException {
        Path windows = folder.newestCommits().get(0).files().stream()
                .filter(file -> file.fileName().kind().equals(Kind.WINDOWS))
                .map(file -> folder.file(file.fileName()))
                .findFirst()
                .orElseThrow();
        try (FileChannel channel = FileChannel.open(windows, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(WindowFile.PREFIX_BYTES + 1));
        }
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

package science.pipeline.dataset.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;
import tools.jackson.databind.json.JsonMapper;

/** Files of windows lie by days; a day of a slow stream is one file, and days may go. */
class StatisticsByDayTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** In a day, one each five minutes: more than a hundred windows of an event. */
    private static final int A_DAY = 288;

    /** In five of them: every fiftieth record is none. */
    private static final int EVENTS = 5 * A_DAY - 5 * A_DAY / 50;

    @TempDir
    Path root;

    private ResultsFolder folder;
    private final List<String> published = new ArrayList<>();

    @BeforeEach
    void open() {
        folder = ResultsFolder.open(root);
    }

    private StatisticsFiles files(@Nullable Duration kept) {
        return new StatisticsFiles(
                folder,
                AnalysisConfiguration.defaults(),
                new Retention(Retention.Parts.KEEP, kept),
                (window, json) -> published.add(String.valueOf(window.windowStart())));
    }

    private void build(@Nullable Duration kept) throws Exception {
        new FinalDataset(
                        folder,
                        AnalysisConfiguration.defaults(),
                        files(kept),
                        List.of(FinalFormat.CSV),
                        new Retention(Retention.Parts.KEEP, kept),
                        "test")
                .build(true);
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    private Rows slow() throws Exception {
        return Rows.takeOver(folder, 0, "slow").every(Duration.ofMinutes(5));
    }

    @Test
    void aStreamOfManyEventsHasAFileForEachWindowInTheFolderOfItsDay() throws Exception {
        Rows.takeOver(folder, 0, "usual").appendUpTo(12_000).leave();
        build(null);

        assertThat(names())
                .hasSize(12)
                .allMatch(name -> name.startsWith("statistics/2026-01-16/statistics_20260116T1"));
        assertThat(total()).isEqualTo(12_000 * 49 / 50);
    }

    @Test
    void aDayOfManyWindowsWithFewEventsIsOneFile() throws Exception {
        slow().appendUpTo(5 * A_DAY).leave();
        build(null);

        assertThat(names()).hasSize(6).allMatch(name -> name.endsWith(".jsonl")); // it begins in the middle of a day
        assertThat(names().get(1)).isEqualTo("statistics/2026-01-17.jsonl");
        assertThat(total()).isEqualTo(EVENTS);
        assertThat(published).hasSize(EVENTS + 1).doesNotHaveDuplicates();

        published.clear();
        Map<String, byte[]> before = contents();
        build(null);
        assertThat(contents()).usingRecursiveComparison().isEqualTo(before);
        assertThat(published).isEmpty();
    }

    @Test
    void whatIsPublishedWhileADatasetCatchesUpIsNotWrittenTwice() throws Exception {
        Rows slow = slow().appendUpTo(5 * A_DAY).commit();
        LiveStatistics live = new LiveStatistics(folder, files(null));
        live.publish();
        live.leave();
        List<String> first = names();

        assertThat(first).filteredOn(name -> name.endsWith(".jsonl")).hasSize(5);
        assertThat(first).hasSizeLessThan(A_DAY);
        slow.leave();
        published.clear();
        build(null);
        assertThat(published).hasSizeLessThan(A_DAY);
        assertThat(total()).isEqualTo(EVENTS);
    }

    @Test
    void whatOneOwnerPublishedAsLinesTheNextOneDoesNotPublishAgain() throws Exception {
        slow().appendUpTo(5 * A_DAY).leave();
        build(null);
        published.clear();

        LiveStatistics next = new LiveStatistics(folder, files(null));
        next.publish();
        next.leave();

        assertThat(published).isEmpty();
        assertThat(new ToldWindows(folder).begin()).isEmpty();
    }

    @Test
    void daysThatAreNotKeptGoAndComeBackWhenTheyAreWanted() throws Exception {
        Rows slow = slow().appendUpTo(5 * A_DAY).commit();
        LiveStatistics live = new LiveStatistics(folder, files(Duration.ofDays(3)));
        live.publish();
        live.leave();
        assertThat(days()).hasSize(4).startsWith("2026-01-18");

        slow.leave();
        build(Duration.ofDays(3));
        assertThat(days()).hasSize(4).startsWith("2026-01-18");
        assertThat(Files.readString(root.resolve("manifest.json"))).contains("\"statisticsSeconds\" : 259200");

        build(null);
        assertThat(days()).hasSize(6).startsWith("2026-01-16");
        assertThat(total()).isEqualTo(EVENTS);
    }

    @Test
    void filesOfFormerVersionsAreReadAndMoveToTheirDays() throws Exception {
        Rows.takeOver(folder, 0, "usual").appendUpTo(12_000).leave();
        build(null);
        for (String name : names()) {
            Path file = root.resolve(name);
            Files.move(file, root.resolve(file.getFileName()));
        }
        Files.delete(root.resolve("statistics/2026-01-16"));
        published.clear();
        assertThat(Verification.of(folder).faults()).isEmpty();

        LiveStatistics live = new LiveStatistics(folder, files(null));
        live.publish();
        live.leave();
        build(null);

        assertThat(published).isEmpty();
        assertThat(names()).hasSize(12);
        assertThat(new StatisticsPlaces(folder).filesOfFormerVersions()).isEmpty();
    }

    @Test
    void aLineThatSaysSomethingElseIsNamed() throws Exception {
        slow().appendUpTo(4 * A_DAY).leave();
        build(null);
        Path day = root.resolve("statistics/2026-01-18.jsonl");
        String lines = Files.readString(day);
        Files.writeString(day, lines.replaceFirst("\"total_events\":1", "\"total_events\":2"));
        assertThat(Verification.of(folder).faults()).singleElement().asString().startsWith("statistics_20260118T");
        Files.writeString(day, lines + "no line\n");
        assertThat(Verification.of(folder).faults())
                .singleElement()
                .asString()
                .contains("the dataset has no such window");
        Files.writeString(day, lines.substring(lines.indexOf('\n') + 1));
        assertThat(Verification.of(folder).faults()).singleElement().asString().contains("is missing");
        Files.delete(day);
        assertThat(Verification.of(folder).faults()).hasSizeGreaterThan(100);
    }

    private List<String> days() throws IOException {
        return new StatisticsPlaces(folder).days();
    }

    /** What is there by days. */
    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("statistics"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String name : names()) {
            contents.put(name, Files.readAllBytes(root.resolve(name)));
        }
        return contents;
    }

    /** The events of all windows and of what is outside. */
    private long total() throws IOException {
        long total = events(Files.readString(root.resolve("statistics_outside.json")));
        for (byte[] content : contents().values()) {
            String text = new String(content, StandardCharsets.UTF_8);
            for (String window :
                    text.startsWith("{ ") || text.startsWith("{\n") ? new String[] {text} : text.split("\n")) {
                total += events(window);
            }
        }
        return total;
    }

    private static long events(String window) {
        return JSON.readTree(window).path("total_events").asLong();
    }
}

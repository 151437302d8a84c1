package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.event.EventTime;

/**
 * The merged statistics, {@code statistics_*.json}: one file for each window, and one for what is outside of all.
 * Derived from commits, so any owner may write them again at any time.
 */
public final class StatisticsFiles {

    private final ResultsFolder folder;
    private final AnalysisConfiguration configuration;
    private final Listener listener;

    /** Told of every file that says something new. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param window as it was written
         * @param json the same as one line of JSON
         */
        void published(WindowStatistics window, byte[] json);
    }

    public StatisticsFiles(ResultsFolder folder, AnalysisConfiguration configuration, Listener listener) {
        this.folder = folder;
        this.configuration = configuration;
        this.listener = listener;
    }

    /** Writes the files of all windows, open ones too. */
    synchronized void writeAll(List<Commit> commits, boolean drained) throws IOException {
        MergedWindows windows = MergedWindows.of(folder, commits, configuration);
        windows.forEach(window -> write(window, drained || isPassed(window.get(0), commits)));
        if (!windows.outside().isEmpty()) {
            write(windows.outside(), drained);
        }
    }

    /** Whether no partition can add to the window any more. */
    boolean isPassed(WindowContribution window, List<Commit> commits) {
        return commits.stream()
                .allMatch(commit ->
                        commit.clockMicros() != null && window.endMicros() <= commit.clockMicros() - latenessMicros());
    }

    /** Whether the window that starts then has a file. */
    boolean isPublished(long startMicros) {
        return Files.exists(folder.file(name(EventTime.format(startMicros))));
    }

    AnalysisConfiguration configuration() {
        return configuration;
    }

    private long latenessMicros() {
        return configuration.statistics().lateness().toMillis() * 1000;
    }

    /**
     * Writes a window's file, if it says anything new.
     *
     * @return what the file says
     */
    synchronized WindowStatistics write(List<WindowContribution> contributions, boolean complete) throws IOException {
        WindowStatistics merged = WindowStatistics.of(contributions);
        Path file = folder.file(name(merged.windowStart()));
        int revision = 0;
        if (Files.exists(file)) {
            byte[] former = Files.readAllBytes(file);
            revision = StatisticsJson.MAPPER.readTree(former).path("revision").asInt();
            WindowStatistics same = merged.as(complete, revision);
            if (Arrays.equals(former, file(same))) {
                return same;
            }
            revision++;
        }
        WindowStatistics published = merged.as(complete, revision);
        byte[] json = file(published);
        Durable.replace(file, json);
        listener.published(published, OneLine.of(json));
        return published;
    }

    private static byte[] file(WindowStatistics window) {
        byte[] json = StatisticsJson.MAPPER.writeValueAsBytes(window);
        byte[] file = Arrays.copyOf(json, json.length + 1);
        file[json.length] = '\n';
        return file;
    }

    /** {@code statistics_20260116T102340Z.json}. */
    private static String name(@Nullable String start) {
        String key = start == null
                ? "outside"
                : start.substring(0, 19).replace("-", "").replace(":", "") + "Z";
        return "statistics_" + key + ".json";
    }
}

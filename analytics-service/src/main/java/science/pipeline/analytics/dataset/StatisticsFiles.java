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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The merged statistics, {@code statistics_*.json}: one file for each window, and one for what is outside of all.
 * Derived from commits, so any owner may write them again at any time.
 */
public final class StatisticsFiles {

    private final ResultsFolder folder;
    private final AnalysisConfiguration configuration;
    private final Listener listener;
    private final Workshop workshop;

    /** Told of every file that says something new. */
    @FunctionalInterface
    public interface Listener {

        /** Called before; when it fails the file stays as it is. */
        default void publishing(String file) throws IOException {}

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
        this.workshop = new Workshop(folder);
    }

    /** Where they are made, as all that is derived from commits. */
    Workshop workshop() {
        return workshop;
    }

    /** Writes the files of all windows, open ones too, as they have to be in the end. */
    synchronized void writeAll(List<Commit> commits, Manifest.Built built, Workshop.Hold workshop)
            throws IOException, Fenced {
        MergedWindows windows = MergedWindows.of(folder, commits);
        while (windows.hasNext()) {
            List<WindowContribution> window = windows.next();
            write(WindowStatistics.of(window), built.isComplete(window.get(0), commits), workshop);
        }
        if (!windows.outside().isEmpty()) {
            write(WindowStatistics.of(windows.outside()), built.drained(), workshop);
        }
    }

    /** Whether no partition can add to the window any more. */
    boolean isPassed(WindowContribution window, List<Commit> commits) {
        return isPassed(window, commits, configuration.statistics().lateness().toMillis() * 1000);
    }

    static boolean isPassed(WindowContribution window, List<Commit> commits, long latenessMicros) {
        return commits.stream()
                .allMatch(commit ->
                        commit.clockMicros() != null && window.endMicros() <= commit.clockMicros() - latenessMicros);
    }

    /** Whether the window that starts then has a file. */
    boolean isPublished(long startMicros) {
        return Files.exists(folder.file(name(EventTime.format(startMicros))));
    }

    AnalysisConfiguration configuration() {
        return configuration;
    }

    /**
     * Writes a window's file while the run goes on, if it says anything new. A window only grows: where a final
     * dataset, which counts what is open too, has already said more, or has called the same complete, that stays.
     *
     * @return what was to be said
     */
    synchronized WindowStatistics write(
            List<WindowContribution> contributions, boolean complete, Workshop.Hold workshop)
            throws IOException, Fenced {
        WindowStatistics merged = WindowStatistics.of(contributions);
        Path file = folder.file(name(merged.windowStart()));
        if (Files.exists(file)) {
            byte[] former = Files.readAllBytes(file);
            WindowStatistics whole = merged.as(true, revision(former));
            if (counted(former) > merged.totalEvents() + merged.rejected() || Arrays.equals(former, file(whole))) {
                return whole;
            }
        }
        return write(merged, complete, workshop);
    }

    private static long counted(byte[] file) {
        try {
            JsonNode window = StatisticsJson.MAPPER.readTree(file);
            return window.path("total_events").asLong(0)
                    + window.path("rejected").asLong(0);
        } catch (JacksonException unreadable) {
            return 0;
        }
    }

    private WindowStatistics write(WindowStatistics merged, boolean complete, Workshop.Hold workshop)
            throws IOException, Fenced {
        String name = name(merged.windowStart());
        Path file = folder.file(name);
        int revision = 0;
        if (Files.exists(file)) {
            byte[] former = Files.readAllBytes(file);
            revision = revision(former);
            WindowStatistics same = merged.as(complete, revision);
            if (Arrays.equals(former, file(same))) {
                return same;
            }
            revision++;
        }
        WindowStatistics published = merged.as(complete, revision);
        byte[] json = file(published);
        Durable.write(workshop.file(name), json);
        listener.publishing(name);
        workshop.install(name);
        listener.published(published, OneLine.of(json));
        return published;
    }

    /** How often a file was published before; what cannot be read, as after a fault of the disk, was never. */
    static int revision(byte[] file) {
        try {
            return StatisticsJson.MAPPER.readTree(file).path("revision").asInt(0);
        } catch (JacksonException unreadable) {
            return 0;
        }
    }

    /** As it stands in its file. */
    static byte[] file(WindowStatistics window) {
        byte[] json = StatisticsJson.MAPPER.writeValueAsBytes(window);
        byte[] file = Arrays.copyOf(json, json.length + 1);
        file[json.length] = '\n';
        return file;
    }

    /** Whether a file has the form of a name that is ours. */
    static boolean isName(String file) {
        return file.matches("statistics_(\\d{8}T\\d{6}Z|outside)\\.json");
    }

    /** {@code statistics_20260116T102340Z.json}. */
    static String name(@Nullable String start) {
        String key = start == null
                ? "outside"
                : start.substring(0, 19).replace("-", "").replace(":", "") + "Z";
        return "statistics_" + key + ".json";
    }
}

package science.pipeline.dataset.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;
import science.pipeline.dataset.commit.Workshop;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.event.EventTime;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The merged statistics: a file for each window or a line, and a file for what is outside of all.
 * {@link StatisticsPlaces} says where. Derived from commits, so any owner may write them again at any time.
 */
public final class StatisticsFiles {

    private final ResultsFolder folder;
    private final StatisticsPlaces places;
    private final AnalysisConfiguration configuration;
    private final Retention retention;
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

    /** All of them are kept. */
    public StatisticsFiles(ResultsFolder folder, AnalysisConfiguration configuration, Listener listener) {
        this(folder, configuration, Retention.ALL, listener);
    }

    public StatisticsFiles(
            ResultsFolder folder, AnalysisConfiguration configuration, Retention retention, Listener listener) {
        this.retention = retention;
        this.folder = folder;
        this.places = new StatisticsPlaces(folder);
        this.configuration = configuration;
        this.listener = listener;
        this.workshop = new Workshop(folder);
    }

    /** Where they are made, as all that is derived from commits. */
    public Workshop workshop() {
        return workshop;
    }

    /**
     * Writes the files of all windows, open ones too, as they have to be in the end.
     *
     * @param kept the other days go
     * @param progress told how many windows are done
     */
    public synchronized void writeAll(
            List<Commit> commits,
            Completeness completeness,
            KeptDays kept,
            Workshop.Hold workshop,
            LongConsumer progress)
            throws IOException, Fenced {
        MergedWindows windows = MergedWindows.of(folder, commits);
        DayWriter days = new DayWriter(folder, places, listener, workshop, true);
        for (long done = 0; windows.hasNext(); progress.accept(++done)) {
            List<WindowContribution> window = windows.next();
            if (kept.keeps(window.get(0).startMicros())) {
                days.add(entry(WindowStatistics.of(window), completeness.covers(window.get(0), commits)));
            }
        }
        days.finish();
        forget(kept, workshop);
        if (!windows.outside().isEmpty()) {
            DayWriter.Entry outside = entry(WindowStatistics.of(windows.outside()), completeness.drained());
            if (outside.isNew()) {
                Durable.write(workshop.file(outside.name()), outside.file());
                install(outside, workshop);
            }
        }
        for (String name : places.filesOfFormerVersions()) {
            if (!kept.keeps(StatisticsPlaces.day(name))
                    || Files.exists(folder.file(StatisticsPlaces.file(name)))
                    || places.linesOf(StatisticsPlaces.day(name)).containsKey(name)) {
                workshop.delete(name);
            }
        }
    }

    /** Which days are kept, as the configuration and these commits have it. */
    KeptDays kept(List<Commit> commits) {
        return KeptDays.of(retention.statistics(), commits);
    }

    /** Removes the days that are not kept. */
    synchronized void forget(KeptDays kept, Workshop.Hold workshop) throws IOException, Fenced {
        for (String day : places.days()) {
            if (!kept.keeps(day)) {
                workshop.delete(StatisticsPlaces.lines(day));
                for (String name : places.filesOf(day)) {
                    workshop.delete(StatisticsPlaces.folder(day) + "/" + name);
                }
                places.removeFolder(day);
            }
        }
    }

    /** Whether no partition can add to the window any more. */
    boolean isPassed(WindowContribution window, List<Commit> commits) {
        return isPassed(window, commits, configuration.statistics().lateness().toMillis() * 1000);
    }

    /** Whether no partition can add to any window of its day any more. */
    boolean isDayPassed(WindowContribution window, List<Commit> commits) {
        return isPassed(
                KeptDays.endOfDay(window.startMicros()),
                commits,
                configuration.statistics().lateness().toMillis() * 1000);
    }

    static boolean isPassed(WindowContribution window, List<Commit> commits, long latenessMicros) {
        return isPassed(window.endMicros(), commits, latenessMicros);
    }

    private static boolean isPassed(long endMicros, List<Commit> commits, long latenessMicros) {
        return commits.stream()
                .allMatch(commit -> commit.clockMicros() != null && endMicros <= commit.clockMicros() - latenessMicros);
    }

    /** Whether something is said of the window that starts then. */
    boolean isPublished(long startMicros) throws IOException {
        String name = StatisticsPlaces.name(EventTime.format(startMicros));
        return Files.exists(folder.file(StatisticsPlaces.file(name))) || places.read(name) != null;
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
        WindowStatistics more = more(merged);
        return more == null ? write(merged, complete, workshop) : more;
    }

    /** The same for a window of a day that is over. */
    synchronized WindowStatistics write(List<WindowContribution> contributions, DayWriter days)
            throws IOException, Fenced {
        WindowStatistics merged = WindowStatistics.of(contributions);
        WindowStatistics more = more(merged);
        if (more == null) {
            DayWriter.Entry entry = entry(merged, true);
            days.add(entry);
            return entry.window();
        }
        return more;
    }

    /** For windows of days that are over, published while the run goes on. */
    DayWriter days(Workshop.Hold workshop) {
        return new DayWriter(folder, places, listener, workshop, false);
    }

    /** What is said already, if it is more. */
    private @Nullable WindowStatistics more(WindowStatistics merged) throws IOException {
        byte[] former = places.read(StatisticsPlaces.name(merged.windowStart()));
        if (former != null) {
            WindowStatistics whole = merged.as(true, revision(former));
            if (counted(former) > merged.totalEvents() + merged.rejected()
                    || Arrays.equals(former, OneLine.of(file(whole)))) {
                return whole;
            }
        }
        return null;
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
        DayWriter.Entry entry = entry(merged, complete);
        if (entry.isNew()) {
            Files.write(workshop.file(entry.name()), entry.file());
            install(entry, workshop);
        }
        return entry.window();
    }

    private void install(DayWriter.Entry entry, Workshop.Hold workshop) throws IOException, Fenced {
        listener.publishing(entry.name());
        workshop.install(entry.name(), StatisticsPlaces.file(entry.name()));
        listener.published(entry.window(), OneLine.of(entry.file()));
    }

    /** What is to be said of a window, after what was said of it before. */
    private DayWriter.Entry entry(WindowStatistics merged, boolean complete) throws IOException {
        String name = StatisticsPlaces.name(merged.windowStart());
        byte[] former = places.read(name);
        if (former == null) {
            WindowStatistics first = merged.as(complete, 0);
            return new DayWriter.Entry(name, first, file(first), true);
        }
        int revision = revision(former);
        WindowStatistics same = merged.as(complete, revision);
        byte[] file = file(same);
        if (Arrays.equals(former, OneLine.of(file))) {
            return new DayWriter.Entry(name, same, file, false);
        }
        WindowStatistics next = merged.as(complete, revision + 1);
        return new DayWriter.Entry(name, next, file(next), true);
    }

    /** How often a file was published before; what cannot be read, as after a fault of the disk, was never. */
    public static int revision(byte[] file) {
        try {
            return StatisticsJson.MAPPER.readTree(file).path("revision").asInt(0);
        } catch (JacksonException unreadable) {
            return 0;
        }
    }

    /** As it stands in its file. */
    public static byte[] file(WindowStatistics window) {
        byte[] json = StatisticsJson.MAPPER.writeValueAsBytes(window);
        byte[] file = Arrays.copyOf(json, json.length + 1);
        file[json.length] = '\n';
        return file;
    }
}

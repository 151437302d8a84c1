package science.pipeline.dataset.windows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Workshop;
import science.pipeline.dataset.sink.Fenced;

/**
 * Writes the windows of days that are over, one day after the other. A slow stream has a window for each event or two:
 * a day of more than {@value #MANY} windows with fewer than {@value #FEW} records in the mean becomes one file with a
 * line for each, every other day a file for each window. Of a day no more is in memory than may still become lines.
 * Only where all windows come are their files forced to disk, as {@link LiveStatistics} says.
 */
final class DayWriter {

    private static final int MANY = 100;
    private static final int FEW = 10;

    /** A day with so many records cannot be of few in each of its windows, of a second at least. */
    private static final long CERTAINLY_MORE = 86_400L * FEW;

    private final ResultsFolder folder;
    private final StatisticsPlaces places;
    private final StatisticsFiles.Listener listener;
    private final Workshop.Hold workshop;
    private final boolean isAll;
    private final List<Entry> entries = new ArrayList<>();
    private String day = "";
    private long windows;
    private long records;
    private boolean asFiles;

    /**
     * A window as it has to be published.
     *
     * @param file as it would stand in a file of its own
     * @param isNew whether it says something new
     */
    record Entry(String name, WindowStatistics window, byte[] file, boolean isNew) {}

    /** @param isAll whether every window of each day comes, so that what else is there goes */
    DayWriter(
            ResultsFolder folder,
            StatisticsPlaces places,
            StatisticsFiles.Listener listener,
            Workshop.Hold workshop,
            boolean isAll) {
        this.folder = folder;
        this.places = places;
        this.listener = listener;
        this.workshop = workshop;
        this.isAll = isAll;
    }

    /** Whether a day's windows are lines of one file. */
    static boolean areLines(long windows, long records) {
        return windows > MANY && records < FEW * windows;
    }

    /** Takes the next window, in ascending order. */
    void add(Entry entry) throws IOException, Fenced {
        String itsDay = StatisticsPlaces.day(entry.name());
        if (!itsDay.equals(day)) {
            finish();
            begin(itsDay);
        }
        windows++;
        records += entry.window().totalEvents() + entry.window().rejected();
        entries.add(entry);
        if (asFiles || records >= CERTAINLY_MORE) {
            asFiles = true;
            writeFiles();
        }
    }

    private void begin(String next) throws IOException {
        day = next;
        windows = 0;
        records = 0;
        // What was published window by window before stays so until all of the day comes at once.
        asFiles = !isAll && !places.filesOf(day).isEmpty();
    }

    /** Writes what is left of the last day. */
    void finish() throws IOException, Fenced {
        if (day.isEmpty()) {
            return;
        }
        if (asFiles || !areLines(windows, records)) {
            writeFiles();
            if (isAll) {
                Durable.syncFolder(folder.file(StatisticsPlaces.folder(day)));
                workshop.delete(StatisticsPlaces.lines(day));
            }
        } else {
            writeLines();
        }
        if (isAll) {
            Durable.syncFolder(folder.file(StatisticsPlaces.FOLDER));
        }
        entries.clear();
        day = "";
    }

    private void writeFiles() throws IOException, Fenced {
        for (Entry entry : entries) {
            String place = StatisticsPlaces.file(entry.name());
            if (entry.isNew() || !Files.exists(folder.file(place))) {
                if (isAll) {
                    Durable.write(workshop.file(entry.name()), entry.file());
                } else {
                    Files.write(workshop.file(entry.name()), entry.file());
                }
                if (entry.isNew()) {
                    listener.publishing(entry.name());
                }
                workshop.install(entry.name(), place);
                tell(entry);
            } else if (isAll) {
                Durable.syncFile(folder.file(place));
            }
        }
        entries.clear();
    }

    private void writeLines() throws IOException, Fenced {
        Map<String, byte[]> lines = new TreeMap<>();
        if (!isAll) {
            lines.putAll(places.linesOf(day));
        }
        entries.forEach(entry -> lines.put(entry.name(), OneLine.of(entry.file())));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] line : lines.values()) {
            all.write(line);
            all.write('\n');
        }
        String place = StatisticsPlaces.lines(day);
        if (!Files.exists(folder.file(place))
                || !Arrays.equals(Files.readAllBytes(folder.file(place)), all.toByteArray())) {
            Durable.write(workshop.file("lines"), all.toByteArray());
            for (Entry entry : entries) {
                if (entry.isNew()) {
                    listener.publishing(entry.name());
                }
            }
            workshop.install("lines", place);
        }
        for (Entry entry : entries) {
            tell(entry);
        }
        if (isAll) {
            for (String file : places.filesOf(day)) {
                workshop.delete(StatisticsPlaces.folder(day) + "/" + file);
            }
            places.removeFolder(day);
        }
    }

    private void tell(Entry entry) {
        if (entry.isNew()) {
            listener.published(entry.window(), OneLine.of(entry.file()));
        }
    }
}

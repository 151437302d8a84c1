package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.KeptDays;
import science.pipeline.dataset.windows.MergedWindows;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.dataset.windows.StatisticsPlaces;

/** Merges the windows of all partitions once more: what they count together, and what each file has to say. */
final class StatisticsCheck {

    private static final String NO_WINDOW = "the dataset has no such window";

    private final ResultsFolder folder;
    private final List<Commit> commits;
    private final FaultList faults;
    private final StatisticsPlaces places;

    /** Days of which a window was checked. */
    private final Set<String> days = new HashSet<>();

    /** Windows of the day that is being checked. */
    private final Set<String> expected = new HashSet<>();

    /** Files of former versions that no window was found for yet. */
    private final Set<String> former = new HashSet<>();

    private String day = "";

    StatisticsCheck(ResultsFolder folder, List<Commit> commits, FaultList faults) {
        this.folder = folder;
        this.places = new StatisticsPlaces(folder);
        this.commits = commits;
        this.faults = faults;
    }

    /** Windows and what is outside of all hold every event and every reject once. */
    void checkSums() throws IOException {
        MergedWindows windows = MergedWindows.of(folder, commits);
        long events = 0;
        long flagged = 0;
        long rejected = 0;
        for (List<WindowContribution> next = windows.outside(); !next.isEmpty(); next = next(windows)) {
            for (WindowContribution part : next) {
                events += part.totalEvents();
                flagged += part.flagged();
                rejected += part.rejected();
            }
        }
        Ledger ledger = Ledger.of(commits);
        faults.expect(".commits", "events in windows and outside", events, ledger.accepted());
        faults.expect(
                ".commits",
                "flagged events in windows and outside",
                flagged,
                ledger.flagged().total());
        faults.expect(
                ".commits",
                "rejects in windows and outside",
                rejected,
                ledger.rejected().total());
    }

    private static List<WindowContribution> next(MergedWindows windows) throws IOException {
        return windows.hasNext() ? windows.next() : List.of();
    }

    /** Each file is as a final dataset of these commits writes it, and there is no other one. */
    void checkFiles(Manifest.Built built) throws IOException {
        KeptDays kept = built.kept(commits);
        former.addAll(places.filesOfFormerVersions());
        MergedWindows windows = MergedWindows.of(folder, commits);
        if (!windows.outside().isEmpty()) {
            checkFile(WindowStatistics.of(windows.outside()), built.drained());
        }
        while (windows.hasNext()) {
            List<WindowContribution> window = windows.next();
            if (!kept.keeps(window.get(0).startMicros())) {
                continue;
            }
            checkFile(WindowStatistics.of(window), built.completeness().covers(window.get(0), commits));
        }
        checkDay();
        for (String other : places.days()) {
            if (!days.contains(other)) {
                faults.add(StatisticsPlaces.FOLDER, "the dataset has no window of " + other);
            }
        }
        for (String stray : places.strays()) {
            faults.note(StatisticsPlaces.FOLDER + "/" + stray, "is neither a day's folder nor a day's file");
        }
        former.forEach(name -> faults.add(name, NO_WINDOW));
        String outside = StatisticsPlaces.name(null);
        if (windows.outside().isEmpty() && Files.exists(folder.file(outside))) {
            faults.add(outside, NO_WINDOW);
        }
    }

    /** What else is there of a day. */
    private void checkDay() throws IOException {
        if (day.isEmpty()) {
            return;
        }
        Set<String> files = new HashSet<>(places.filesOf(day));
        for (String name : places.linesOf(day).keySet()) {
            if (!files.add(name)) {
                faults.add(name, "stands in a file and in a line");
            }
        }
        for (String name : files) {
            if (!expected.contains(name)) {
                faults.add(name, NO_WINDOW);
            }
        }
        expected.clear();
    }

    private void checkFile(WindowStatistics window, boolean complete) throws IOException {
        String name = StatisticsPlaces.name(window.windowStart());
        String itsDay = StatisticsPlaces.day(name);
        if (!itsDay.equals(day)) {
            checkDay();
            day = itsDay;
            days.add(day);
        }
        expected.add(name);
        former.remove(name);
        faults.check(name, () -> {
            byte[] found = places.read(name);
            if (found == null) {
                throw new NoSuchFileException(name);
            }
            WindowStatistics right = window.as(complete, StatisticsFiles.revision(found));
            if (!places.isAsWritten(name, StatisticsFiles.file(right))) {
                faults.add(name, "is not what the windows of the partitions give");
            }
        });
    }
}

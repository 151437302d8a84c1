package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;

/** Merges the windows of all partitions once more: what they count together, and what each file has to say. */
final class StatisticsCheck {

    private final ResultsFolder folder;
    private final List<Commit> commits;
    private final FaultList faults;
    private final Set<String> expected = new HashSet<>();

    StatisticsCheck(ResultsFolder folder, List<Commit> commits, FaultList faults) {
        this.folder = folder;
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
        MergedWindows windows = MergedWindows.of(folder, commits);
        if (!windows.outside().isEmpty()) {
            checkFile(WindowStatistics.of(windows.outside()), built.drained());
        }
        while (windows.hasNext()) {
            List<WindowContribution> window = windows.next();
            checkFile(WindowStatistics.of(window), built.isComplete(window.get(0), commits));
        }
        for (Path file : Durable.list(folder.root())) {
            String name = file.getFileName().toString();
            if (StatisticsFiles.isName(name) && !expected.contains(name)) {
                faults.add(name, "the dataset has no such window");
            }
        }
    }

    private void checkFile(WindowStatistics window, boolean complete) {
        String name = StatisticsFiles.name(window.windowStart());
        expected.add(name);
        faults.check(name, () -> {
            byte[] found = Files.readAllBytes(folder.file(name));
            byte[] right = StatisticsFiles.file(window.as(complete, StatisticsFiles.revision(found)));
            if (!Arrays.equals(found, right)) {
                faults.add(
                        name,
                        "is not what the windows of the partitions give (" + found.length + " bytes, expected "
                                + right.length + ")");
            }
        });
    }
}

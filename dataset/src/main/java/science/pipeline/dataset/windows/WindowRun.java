package science.pipeline.dataset.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;

/**
 * Windows of one partition that were closed one after the other in ascending order, a few in memory at a time. Its
 * first start is known before it is opened, so that of many runs only those are read whose time has come.
 */
final class WindowRun {

    private static final int AT_ONCE = 64;

    private final int number;
    private final Path file;
    private final Deque<WindowContribution> windows = new ArrayDeque<>();
    private long nextStart;
    private long position;
    private long end;

    private WindowRun(int number, Path file, long position, long firstStart) {
        this.number = number;
        this.file = file;
        this.position = position;
        this.nextStart = firstStart;
    }

    /** Finds the runs of a commit's files, in the order in which they were closed, then those of its state. */
    static void of(ResultsFolder folder, Commit commit, List<WindowContribution> inState, Consumer<WindowRun> taker)
            throws IOException {
        List<WindowRun> runs = new ArrayList<>();
        List<Commit.DataFile> files = commit.files().stream()
                .filter(file -> file.fileName().kind().equals(Kind.WINDOWS))
                .sorted(Comparator.comparingLong(file -> file.fileName().firstOffset()))
                .toList();
        for (Commit.DataFile data : files) {
            addRuns(folder.file(data.fileName()), data.bytes(), runs);
        }
        addRuns(inState, runs);
        runs.forEach(taker);
    }

    private static void addRuns(Path file, long bytes, List<WindowRun> runs) throws IOException {
        long[] former = {Long.MAX_VALUE};
        WindowFile.places(file, 0, bytes, (startMicros, from, to) -> {
            if (startMicros <= former[0]) {
                runs.add(new WindowRun(runs.size(), file, from, startMicros));
            }
            runs.get(runs.size() - 1).end = to;
            former[0] = startMicros;
        });
    }

    private static void addRuns(List<WindowContribution> inState, List<WindowRun> runs) {
        long former = Long.MAX_VALUE;
        for (WindowContribution window : inState) {
            if (window.startMicros() <= former) {
                runs.add(new WindowRun(runs.size(), Path.of(""), 0, window.startMicros()));
            }
            runs.get(runs.size() - 1).windows.add(window);
            former = window.startMicros();
        }
    }

    /** Where it stands among the runs of its partition. */
    int number() {
        return number;
    }

    /** Start of the next window; of a run that has one. */
    long nextStartMicros() {
        return nextStart;
    }

    boolean hasNext() {
        return !windows.isEmpty() || position < end;
    }

    WindowContribution take() throws IOException {
        fill();
        WindowContribution taken = windows.remove();
        if (hasNext()) {
            fill();
            nextStart = windows.element().startMicros();
        }
        return taken;
    }

    private void fill() throws IOException {
        if (windows.isEmpty()) {
            position = WindowFile.read(file, position, end, AT_ONCE, (window, at) -> windows.add(window));
        }
    }
}

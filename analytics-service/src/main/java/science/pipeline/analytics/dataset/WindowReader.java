package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import science.pipeline.analysis.aggregate.WindowContribution;

/**
 * The windows of one partition in ascending order: the closed ones from its files, file by file, then those of its
 * state. A partition closes its windows in order, and none opens behind a closed one.
 */
final class WindowReader {

    private final ResultsFolder folder;
    private final Deque<Commit.DataFile> files = new ArrayDeque<>();
    private final Deque<WindowContribution> windows = new ArrayDeque<>();
    private final Deque<WindowContribution> inState;

    WindowReader(ResultsFolder folder, Commit commit, List<WindowContribution> inState) {
        this.folder = folder;
        this.inState = new ArrayDeque<>(inState);
        commit.files().stream()
                .filter(file -> file.fileName().kind().equals(Kind.WINDOWS))
                .sorted(Comparator.comparingLong(file -> file.fileName().firstOffset()))
                .forEach(files::add);
    }

    /** Start of the next window, empty after the last. */
    OptionalLong nextStartMicros() throws IOException {
        while (windows.isEmpty() && !files.isEmpty()) {
            Commit.DataFile file = files.remove();
            WindowFile.read(folder.file(file.fileName()), 0, file.bytes(), windows::add);
        }
        if (windows.isEmpty()) {
            windows.addAll(inState);
            inState.clear();
        }
        return windows.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(windows.element().startMicros());
    }

    /** Hands over what the partition has of the window that starts then. */
    void take(long startMicros, List<WindowContribution> into) throws IOException {
        while (nextStartMicros().isPresent() && windows.element().startMicros() == startMicros) {
            into.add(windows.remove());
        }
    }
}

package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import science.pipeline.analysis.aggregate.WindowContribution;

/** Follows the closed windows of one partition from commit to commit, a few at a time. */
final class WindowTail {

    private static final int AT_ONCE = 64;

    private final ResultsFolder folder;
    private final Deque<WindowContribution> windows = new ArrayDeque<>();
    private List<Commit.DataFile> files = List.of();
    private long firstOffset = -1;
    private long position;
    private long clock = Long.MIN_VALUE;
    private long lastStart = Long.MIN_VALUE;

    WindowTail(ResultsFolder folder) {
        this.folder = folder;
    }

    /** From now on it reads what this commit names. */
    void follow(Commit commit) {
        clock = commit.clockMicros() == null ? Long.MIN_VALUE : commit.clockMicros();
        files = commit.files().stream()
                .filter(file -> file.fileName().kind().equals(Kind.WINDOWS))
                .sorted(Comparator.comparingLong(file -> file.fileName().firstOffset()))
                .toList();
    }

    /** The next window, which stays the next one until it is taken; empty if none is committed. */
    Optional<WindowContribution> next() throws IOException {
        for (int i = 0; windows.isEmpty() && i < files.size(); i++) {
            read(files.get(i));
        }
        return Optional.ofNullable(windows.peek());
    }

    /** A file that went to another owner bears another epoch, and the same windows. */
    private void read(Commit.DataFile file) throws IOException {
        long first = file.fileName().firstOffset();
        if (first < firstOffset) {
            return;
        }
        long from = first == firstOffset ? position : 0;
        if (from < file.bytes()) {
            position = WindowFile.read(folder.file(file.fileName()), from, file.bytes(), AT_ONCE, windows::add);
            firstOffset = first;
        }
    }

    void take() {
        lastStart = windows.remove().startMicros();
    }

    /** Whether the clock of its partition has gone back before the next window: it comes again, if at all. */
    boolean isWithdrawn() throws IOException {
        Optional<WindowContribution> next = next();
        return next.isPresent() && next.get().endMicros() > clock;
    }

    /** Whether the next window lies before the one that was taken last, as the clock of its partition has gone back. */
    boolean goesBack() throws IOException {
        Optional<WindowContribution> next = next();
        return next.isPresent() && next.get().startMicros() <= lastStart;
    }
}

package science.pipeline.dataset.windows;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;

/** Follows the closed windows of one partition from commit to commit, a few at a time. */
final class WindowTail {

    private static final int AT_ONCE = 64;

    private final ResultsFolder folder;
    private final Deque<Closed> windows = new ArrayDeque<>();
    private List<Commit.DataFile> files = List.of();
    private long firstOffset = WindowPlace.BEGINNING.firstOffset();
    private long position;
    private long clock = Long.MIN_VALUE;
    private long lastStart = Long.MIN_VALUE;

    /** A window that was read, and where it stands. */
    private record Closed(WindowContribution window, long firstOffset, long position) {}

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

    /** Whether the commit that it follows names what stands there. */
    boolean reaches(WindowPlace place) {
        return place.firstOffset() == WindowPlace.BEGINNING.firstOffset()
                || files.stream()
                        .anyMatch(file -> file.fileName().firstOffset() == place.firstOffset()
                                && file.bytes() >= place.position());
    }

    /** Goes on from there; before it has read anything. */
    void goOnFrom(WindowPlace place) {
        firstOffset = place.firstOffset();
        position = place.position();
        lastStart = place.lastStart();
    }

    /** Where the next window stands. */
    WindowPlace place() {
        Closed next = windows.peek();
        return next == null
                ? new WindowPlace(firstOffset, position, lastStart)
                : new WindowPlace(next.firstOffset(), next.position(), lastStart);
    }

    /** The next window, which stays the next one until it is taken; empty if none is committed. */
    Optional<WindowContribution> next() throws IOException {
        for (int i = 0; windows.isEmpty() && i < files.size(); i++) {
            read(files.get(i));
        }
        return Optional.ofNullable(windows.peek()).map(Closed::window);
    }

    /** A file that went to another owner bears another epoch, and the same windows. */
    private void read(Commit.DataFile file) throws IOException {
        long first = file.fileName().firstOffset();
        if (first < firstOffset) {
            return;
        }
        long from = first == firstOffset ? position : 0;
        if (from < file.bytes()) {
            position = WindowFile.read(
                    folder.file(file.fileName()),
                    from,
                    file.bytes(),
                    AT_ONCE,
                    (window, at) -> windows.add(new Closed(window, first, at)));
            firstOffset = first;
        }
    }

    /** All windows that were not taken, in their order. */
    List<WindowContribution> waiting() throws IOException {
        for (Commit.DataFile file : files) {
            int before = -1;
            while (before < windows.size()) {
                before = windows.size();
                read(file);
            }
        }
        return windows.stream().map(Closed::window).toList();
    }

    void take() {
        lastStart = windows.remove().window().startMicros();
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

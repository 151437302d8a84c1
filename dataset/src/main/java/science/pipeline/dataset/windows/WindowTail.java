package science.pipeline.dataset.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

    /** So far the files were looked through for windows that wait. */
    private WindowPlace seen = WindowPlace.BEGINNING;

    /** No window between what was read and what was seen starts earlier. */
    private long earliestBehind = Long.MAX_VALUE;

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
        return next == null ? readTo() : new WindowPlace(next.firstOffset(), next.position(), lastStart);
    }

    /** The next window, which stays the next one until it is taken; empty if none is committed. */
    Optional<WindowContribution> next() throws IOException {
        for (int i = 0; windows.isEmpty() && i < files.size(); i++) {
            read(files.get(i));
        }
        return Optional.ofNullable(windows.peek()).map(Closed::window);
    }

    private void read(Commit.DataFile file) throws IOException {
        long from = from(file, readTo());
        if (from < file.bytes()) {
            long first = file.fileName().firstOffset();
            position = WindowFile.read(
                    folder.file(file.fileName()),
                    from,
                    file.bytes(),
                    AT_ONCE,
                    (window, at) -> windows.add(new Closed(window, first, at)));
            firstOffset = first;
        }
    }

    /** Up to here its files were read. */
    private WindowPlace readTo() {
        return new WindowPlace(firstOffset, position, lastStart);
    }

    /**
     * Where a file goes on behind a place; one that went to another owner bears another epoch, and the same windows.
     */
    private static long from(Commit.DataFile file, WindowPlace place) {
        int order = Long.compare(file.fileName().firstOffset(), place.firstOffset());
        return order < 0 ? file.bytes() : order == 0 ? place.position() : 0;
    }

    /**
     * Windows that were not taken and start between these times, both excluded, in their order. Those that are not in
     * memory are read from their files, and stay out of it: while another partition stands still, days of windows wait.
     */
    List<WindowContribution> waiting(long after, long before) throws IOException {
        List<WindowContribution> waiting = new ArrayList<>();
        for (Closed held : windows) {
            if (isBetween(held.window().startMicros(), after, before)) {
                waiting.add(held.window());
            }
        }
        if (earliestBehind < before || seen.compareTo(readTo()) < 0) {
            seen = readTo();
            earliestBehind = Long.MAX_VALUE;
        }
        for (Commit.DataFile file : files) {
            lookInto(file, after, before, waiting);
        }
        return waiting;
    }

    /** As clocks go back an early window may stand behind any other, so each has to be seen. */
    private void lookInto(Commit.DataFile file, long after, long before, List<WindowContribution> waiting)
            throws IOException {
        long from = from(file, seen);
        if (from >= file.bytes()) {
            return;
        }
        Path path = folder.file(file.fileName());
        List<Long> wanted = new ArrayList<>();
        WindowFile.places(path, from, file.bytes(), (start, at, to) -> {
            earliestBehind = Math.min(earliestBehind, start);
            if (isBetween(start, after, before)) {
                wanted.add(at);
            }
        });
        for (long at : wanted) {
            WindowFile.read(path, at, file.bytes(), 1, (window, same) -> waiting.add(window));
        }
        seen = new WindowPlace(file.fileName().firstOffset(), file.bytes(), lastStart);
    }

    private static boolean isBetween(long start, long after, long before) {
        return start > after && start < before;
    }

    /** How many windows are in memory. */
    int held() {
        return windows.size();
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

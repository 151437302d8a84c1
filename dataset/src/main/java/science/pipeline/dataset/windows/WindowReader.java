package science.pipeline.dataset.windows;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/**
 * The windows of one partition in ascending order. A partition closes its windows in order until its clock goes back:
 * its files hold one {@link WindowRun} or more, which are merged here, with the windows of its state as the last. Of
 * one window that stands in several of them each has a part, handed over in the order in which they were closed.
 */
final class WindowReader {

    private final ResultsFolder folder;
    private final Commit commit;
    private final List<WindowContribution> inState;
    private final PriorityQueue<WindowRun> runs = new PriorityQueue<>(
            Comparator.comparingLong(WindowRun::nextStartMicros).thenComparingInt(WindowRun::number));
    private boolean isOpen;

    /** @param inState those that no file has, in the order in which they were closed, then the open ones */
    WindowReader(ResultsFolder folder, Commit commit, List<WindowContribution> inState) {
        this.folder = folder;
        this.commit = commit;
        this.inState = inState;
    }

    /** Start of the next window, empty after the last. */
    OptionalLong nextStartMicros() throws IOException {
        if (!isOpen) {
            WindowRun.of(folder, commit, inState, runs::add);
            isOpen = true;
        }
        return runs.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(runs.element().nextStartMicros());
    }

    /** Hands over what the partition has of the window that starts then. */
    void take(long startMicros, List<WindowContribution> into) throws IOException {
        while (nextStartMicros().orElse(Long.MAX_VALUE) == startMicros) {
            WindowRun run = runs.remove();
            into.add(run.take());
            if (run.hasNext()) {
                runs.add(run);
            }
        }
    }
}

package science.pipeline.dataset.windows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import science.pipeline.analysis.aggregate.Aggregator;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/**
 * All windows that some commits know, in ascending order: the closed ones from files, the open ones from the saved
 * state. Memory does not grow with their number.
 */
public final class MergedWindows {

    private final List<WindowReader> readers = new ArrayList<>();
    private final List<WindowContribution> outside = new ArrayList<>();

    private MergedWindows() {}

    /**
     * Follows from the commits alone, whatever is configured now.
     *
     * @param commits in ascending order of their partitions
     */
    public static MergedWindows of(ResultsFolder folder, List<Commit> commits) {
        MergedWindows windows = new MergedWindows();
        for (Commit commit : commits) {
            List<WindowContribution> notInFiles = List.of();
            Optional<Aggregator.Saved> saved = SavedAnalysis.windows(commit);
            if (saved.isPresent()) {
                windows.outside.add(saved.get().outside());
                notInFiles = saved.get().windows();
            }
            windows.readers.add(new WindowReader(folder, commit, notInFiles));
        }
        return windows;
    }

    /** What is outside of all windows, by partition; empty before the first record. */
    public List<WindowContribution> outside() {
        return outside;
    }

    /** Whether there is a further one. */
    public boolean hasNext() throws IOException {
        return earliest().isPresent();
    }

    /** The contributions to the next window, in ascending order of their partitions. */
    public List<WindowContribution> next() throws IOException {
        long start = earliest().orElseThrow();
        List<WindowContribution> window = new ArrayList<>();
        for (WindowReader reader : readers) {
            reader.take(start, window);
        }
        return window;
    }

    private OptionalLong earliest() throws IOException {
        OptionalLong earliest = OptionalLong.empty();
        for (WindowReader reader : readers) {
            OptionalLong next = reader.nextStartMicros();
            if (next.isPresent() && (earliest.isEmpty() || next.getAsLong() < earliest.getAsLong())) {
                earliest = next;
            }
        }
        return earliest;
    }
}

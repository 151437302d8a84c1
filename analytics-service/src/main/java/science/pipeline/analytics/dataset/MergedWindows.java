package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;

/**
 * All windows that some commits know, one after the other: the closed ones from files, the open ones from the saved
 * state. Memory does not grow with their number.
 */
final class MergedWindows {

    private final List<WindowReader> readers = new ArrayList<>();
    private final List<WindowContribution> outside = new ArrayList<>();

    private MergedWindows() {}

    /** Takes the contributions of one window. */
    @FunctionalInterface
    interface Taker {

        /** @param contributions in ascending order of their partitions */
        void take(List<WindowContribution> contributions) throws IOException;
    }

    /** @param commits in ascending order of their partitions */
    static MergedWindows of(ResultsFolder folder, List<Commit> commits, AnalysisConfiguration configuration) {
        MergedWindows windows = new MergedWindows();
        for (Commit commit : commits) {
            PartitionPipeline analysis = SavedAnalysis.restore(commit.partition(), commit.state(), configuration);
            // Under a new window length the open windows close as they are; no commit has them in a file yet.
            List<WindowContribution> notInFiles = new ArrayList<>(analysis.takeClosedWindows());
            notInFiles.addAll(analysis.openWindows());
            windows.outside.add(analysis.outside());
            windows.readers.add(new WindowReader(folder, commit, notInFiles));
        }
        return windows;
    }

    /** What is outside of all windows, by partition; empty without any. */
    List<WindowContribution> outside() {
        return outside;
    }

    /** Hands over all windows in ascending order, once. */
    void forEach(Taker taker) throws IOException {
        for (OptionalLong start = earliest(); start.isPresent(); start = earliest()) {
            List<WindowContribution> window = new ArrayList<>();
            for (WindowReader reader : readers) {
                reader.take(start.getAsLong(), window);
            }
            taker.take(window);
        }
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

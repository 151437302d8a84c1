package science.pipeline.dataset.windows;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import science.pipeline.analysis.aggregate.Aggregator;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.sink.Refusal;

/** The analysis of a partition as a commit has it. */
final class SavedAnalysis {

    private SavedAnalysis() {}

    /** What its histograms have counted since the partition's first record. */
    static Histograms histograms(Commit commit) throws IOException {
        byte[] state = commit.state();
        return state.length == 0
                ? new Histograms(List.of())
                : PartitionPipeline.loadHistograms(new DataInputStream(new ByteArrayInputStream(state)));
    }

    /**
     * The windows that no file of the commit has yet, and what is outside of all; empty before the first record.
     *
     * @throws Refusal when another version saved it in another form
     */
    static Optional<Aggregator.Saved> windows(Commit commit) {
        byte[] state = commit.state();
        if (state.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(PartitionPipeline.loadWindows(new DataInputStream(new ByteArrayInputStream(state))));
        } catch (IOException | RuntimeException unreadable) {
            throw new Refusal("The newest commit of partition " + commit.partition()
                    + " holds a state of the analysis that this version cannot read (" + unreadable
                    + "). Nothing was changed. Use the version that wrote it.");
        }
    }
}

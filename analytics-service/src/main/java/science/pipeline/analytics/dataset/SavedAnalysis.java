package science.pipeline.analytics.dataset;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;

/** The analysis of a partition as a commit has it. */
public final class SavedAnalysis {

    private SavedAnalysis() {}

    /**
     * Restores it; a partition without events yet begins anew.
     *
     * @throws Refusal when another version saved it in another form
     */
    public static PartitionPipeline restore(int partition, byte[] state, AnalysisConfiguration configuration) {
        if (state.length == 0) {
            return new PartitionPipeline(configuration);
        }
        try {
            return PartitionPipeline.load(configuration, new DataInputStream(new ByteArrayInputStream(state)));
        } catch (IOException | RuntimeException unreadable) {
            throw new Refusal("The newest commit of partition " + partition + " holds a state of the analysis that this"
                    + " version cannot read (" + unreadable + "). Nothing was changed. Go on with the version and the"
                    + " detection layers that wrote it, or read the topic anew into an empty folder as another group"
                    + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…; with the local broker"
                    + " --pipeline.fresh=true).");
        }
    }
}

package science.pipeline.dataset.windows;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.dataset.commit.Commit;

/** The detectors that have a name of their own. */
public final class KnownDetectors {

    private KnownDetectors() {}

    /**
     * By name.
     *
     * @param commits with their states
     */
    public static SortedSet<String> of(List<Commit> commits, AnalysisConfiguration configuration) throws IOException {
        SortedSet<String> known = new TreeSet<>();
        for (Commit commit : commits) {
            byte[] state = commit.state();
            if (state.length > 0) {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
                known.addAll(PartitionPipeline.loadDetectors(configuration, in));
            }
        }
        return known;
    }
}

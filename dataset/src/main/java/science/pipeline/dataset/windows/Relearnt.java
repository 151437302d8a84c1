package science.pipeline.dataset.windows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.watch.Relearning;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.sink.NewNormal;

/** What the watch learns anew, by what people have said in the commits. */
public final class Relearnt {

    private Relearnt() {}

    /** Each begins where the last of the partitions that have taken it did so. */
    public static List<Relearning> of(List<Commit> commits) {
        Map<NewNormal, Long> since = new HashMap<>();
        for (Commit commit : commits) {
            for (NewNormal.Taken one : commit.normals()) {
                if (one.sinceMicros() != null) {
                    since.merge(one.said(), one.sinceMicros(), Math::max);
                }
            }
        }
        return since.entrySet().stream()
                .map(one -> new Relearning(
                        one.getKey().detector(), one.getValue(), one.getKey().by()))
                .toList();
    }
}

package science.pipeline.systemtest;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import science.pipeline.systemtest.fault.KillAnalytics;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Settings;

@ExtendWith(SharedCluster.class)
class FaultsIT {

    @Test
    void everyGuaranteeHoldsThroughKill9OfAnalytics(Cluster cluster) throws Exception {
        TrialPlan plan =
                new TrialPlan("kill-analytics", Settings.seed(), List.of(new KillAnalytics(), new KillAnalytics()));
        new Trial(cluster, plan, Settings.folder().resolve("trial-" + plan.seed())).run();
    }
}

package science.pipeline.systemtest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import science.pipeline.systemtest.fault.CertificatesRotated;
import science.pipeline.systemtest.fault.Fault;
import science.pipeline.systemtest.fault.LeastRights;
import science.pipeline.systemtest.fault.LockedOut;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Settings;

/** Three brokers that encrypt, ask for password and certificate, and grant no more than README's table. */
@ExtendWith(SharedResources.class)
class SecurityIT {

    @Test
    void whoeverIsLockedOutNamesTheCauseAndGoesOnWhenItIsLetIn(ClosingTable table) throws Exception {
        int times = Settings.times("security", 1, 5);
        assumeTrue(times > 0, Settings.NOT_ASKED_FOR);
        Path folder = Settings.folder().resolve("security-" + System.nanoTime());
        for (int time = 1; time <= times; time++) {
            Path own = folder.resolve("round-" + time);
            try (Cluster cluster = Cluster.startLocked(folder.resolve("cluster-" + time))) {
                TrialPlan plan =
                        new TrialPlan("security-" + time, Settings.seed(), List.of()).with(TrialPlan.Source.PRODUCER);
                String topic = plan.name() + "-" + plan.seed();
                LeastRights rights = new LeastRights(cluster.rights(), topic, topic);
                List<Fault> faults = new ArrayList<>(List.of(new CertificatesRotated()));
                Stream.of(LockedOut.Cause.values())
                        .map(cause -> new LockedOut(cause, rights))
                        .filter(fault -> Settings.times(fault.name(), 1, 1) > 0)
                        .forEach(faults::add);
                Trial trial = new Trial(cluster, plan.with(faults), own);
                table.add(trial.run());
                trial.forget();
            }
        }
    }
}

package science.pipeline.systemtest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.systemtest.agent.Bug;
import science.pipeline.systemtest.fault.CrashPoint;
import science.pipeline.systemtest.fault.Fault;
import science.pipeline.systemtest.fault.FreezeInCommit;
import science.pipeline.systemtest.fault.KillAnalytics;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Settings;

/** The guarantees do find bugs: each of these, put in on purpose, makes a trial fail. */
@ExtendWith(SharedResources.class)
@ResourceLock(value = SharedResources.BROKERS, mode = ResourceAccessMode.READ)
class NegativeControlIT {

    private static final Logger log = LoggerFactory.getLogger(NegativeControlIT.class);

    @ParameterizedTest
    @EnumSource(Bug.class)
    void aBugIsFound(Bug bug, Cluster cluster) throws Exception {
        String name = "control-" + bug.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assumeTrue(Settings.times(name, 1, 1) > 0, Settings.NOT_ASKED_FOR);
        TrialPlan plan = new TrialPlan(name, Settings.seed() + bug.ordinal(), List.of(occasion(bug))).with(bug);
        Trial trial = new Trial(cluster, plan, Settings.folder().resolve("trial-" + name));

        assertThatThrownBy(trial::run)
                .isInstanceOf(AssertionError.class)
                // Found by a guarantee, or by the service itself; not by a time-out of the test.
                .hasMessageFindingMatch("does not hold|has ended by itself")
                .satisfies(found -> log.info("{} was found: {}", bug, summary(found)));
        trial.forget();
    }

    /** The fault that brings the bug to light. */
    private static Fault occasion(Bug bug) {
        return switch (bug) {
            case NO_FENCING -> new FreezeInCommit();
            case NO_CUT_BACK -> CrashPoint.inCommit("dataset.commit.CommitLog#link:before");
            case ACKNOWLEDGE_BEFORE_COMMIT -> CrashPoint.inCommit("dataset.rows.PartitionDataset#commit:before");
            case STATE_NOT_SAVED -> new KillAnalytics();
        };
    }

    /** Which promise was broken, or what the service said before it ended. */
    private static String summary(Throwable found) {
        List<String> lines = String.valueOf(found.getMessage()).lines().toList();
        return lines.get(0)
                + lines.stream()
                        .filter(line -> line.contains("ERROR") || line.startsWith("FAULT"))
                        .findFirst()
                        .map(line -> " " + line)
                        .orElse("");
    }
}

package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;
import science.pipeline.systemtest.process.Analytics;

/**
 * An instance freezes with a commit in hand, right before it becomes true, and wakes when its successor has read
 * everything and ended: the latest zombie there can be.
 */
public final class FreezeInCommit implements Fault {

    @Override
    public String name() {
        return "freeze-in-commit";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.untilAlone();
        scene.letSomeRecordsPass();
        scene.kill(scene.anyInstance());
        scene.forgetDeadMembers();
        int pass = 1 + scene.random.nextInt(8);
        Analytics zombie = scene.startAside("stop@dataset.rows.PartitionDataset#draft:before:" + pass
                + ">dataset.commit.CommitLog#append:before:1");
        scene.until(zombie.name() + " frozen", () -> zombie.isFrozen() || failIfDead(zombie));
        scene.leaveAsleep(zombie);
        scene.forgetDeadMembers();
        Scene.Recovery recovery = scene.strike();
        scene.start();
        recovery.await();
        return Optional.empty();
    }

    private static boolean failIfDead(Analytics zombie) {
        if (!zombie.isAlive()) {
            throw new AssertionError(zombie.name() + " has ended instead of freezing; " + zombie.tail());
        }
        return false;
    }
}

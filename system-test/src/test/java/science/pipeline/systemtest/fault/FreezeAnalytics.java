package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import science.pipeline.systemtest.process.Analytics;

/** SIGSTOP of one of two instances until the other one has taken over all it had, then SIGCONT. */
public final class FreezeAnalytics implements Fault {

    @Override
    public String name() {
        return "freeze-analytics";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        if (scene.instances().size() == 1) {
            scene.join();
        }
        scene.letSomeRecordsPass();
        Analytics frozen = scene.anyInstance();
        Map<Integer, Long> epochs = scene.books().epochs();
        Scene.Recovery recovery = scene.strike();
        frozen.freeze();
        scene.until(
                "partitions going to the other instance",
                () -> !scene.books().epochs().equals(epochs));
        Duration took = recovery.await();
        frozen.thaw();
        scene.letSomeRecordsPass();
        scene.untilEveryPartitionBeyond(scene.books().nextOffsets());
        return Optional.of(took);
    }
}

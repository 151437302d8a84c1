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
        joined(scene);
        scene.letSomeRecordsPass();
        Analytics frozen = scene.anyInstance();
        Map<Integer, Long> before = scene.books().nextOffsets();
        long since = System.nanoTime();
        frozen.freeze();
        scene.untilEveryPartitionBeyond(before);
        Duration recovery = Duration.ofNanos(System.nanoTime() - since);
        // The frozen one may have committed last at that very moment; its partitions are gone when epochs rise.
        frozen.thaw();
        scene.letSomeRecordsPass();
        scene.untilEveryPartitionBeyond(scene.books().nextOffsets());
        return Optional.of(recovery);
    }

    /** Sees to it that a second instance has partitions. */
    private static void joined(Scene scene) {
        if (scene.instances().size() == 1) {
            Map<Integer, Long> epochs = scene.books().epochs();
            scene.start();
            scene.until(
                    "partitions going to a second instance",
                    () -> !scene.books().epochs().equals(epochs));
        }
    }
}

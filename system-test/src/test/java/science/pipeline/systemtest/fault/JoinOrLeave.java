package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import science.pipeline.systemtest.process.Analytics;

/** A second instance joins, or one of two leaves in good order. */
public final class JoinOrLeave implements Fault {

    @Override
    public String name() {
        return "join-or-leave";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.letSomeRecordsPass();
        Map<Integer, Long> epochs = scene.books().epochs();
        long since = System.nanoTime();
        if (scene.instances().size() == 1) {
            // Partitions may still be changing hands between the first one's own consumers.
            Analytics joining = scene.start();
            scene.until("the joining instance being ready", () -> joining.readiness() == 200);
        } else {
            scene.end(scene.anyInstance());
        }
        scene.until("partitions changing hands", () -> !scene.books().epochs().equals(epochs));
        scene.untilEveryPartitionBeyond(scene.books().nextOffsets());
        return Optional.of(Duration.ofNanos(System.nanoTime() - since));
    }
}

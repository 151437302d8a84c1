package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The machine of the instances loses its power: what was not forced to disk is gone, and so are the processes. */
public record PowerCut(LoopDisk disk) implements Fault {

    @Override
    public String name() {
        return "power-cut-" + disk.kind();
    }

    @Override
    public Optional<Duration> strike(Scene scene) throws Exception {
        scene.letSomeRecordsPass();
        Map<Integer, Long> acknowledged = scene.cluster.positions(scene.setup.group());
        disk.cut();
        scene.killAll();
        disk.powerUp();
        Map<Integer, Long> kept = scene.books().nextOffsets();
        acknowledged.forEach((partition, position) -> {
            if (kept.getOrDefault(partition, 0L) < position) {
                throw new AssertionError(
                        "Kafka was told " + acknowledged + ", after the power cut the newest commits" + " are " + kept);
            }
        });
        Scene.Recovery recovery = scene.strike();
        scene.start();
        return Optional.of(recovery.await());
    }
}

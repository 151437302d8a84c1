package science.pipeline.systemtest.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import science.pipeline.systemtest.process.Analytics;

/** The disk of the results runs full, is noticed as trouble, and gets room again. */
public final class DiskFull implements Fault {

    private final SmallDisk disk;

    public DiskFull(SmallDisk disk) {
        this.disk = disk;
    }

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public Optional<Duration> strike(Scene scene) throws Exception {
        scene.letSomeRecordsPass();
        disk.fill(scene.random.nextInt(400_000));
        Analytics instance = scene.anyInstance();
        scene.until("readiness of " + instance.name() + " down", () -> readiness(instance) == 503);
        Scene.Recovery recovery = scene.strike();
        disk.free();
        Duration took = recovery.await();
        scene.until("readiness of " + instance.name() + " up", () -> readiness(instance) == 200);
        return Optional.of(took);
    }

    private static int readiness(Analytics instance) throws InterruptedException {
        try {
            return instance.readiness();
        } catch (IOException noAnswer) {
            return -1;
        }
    }
}

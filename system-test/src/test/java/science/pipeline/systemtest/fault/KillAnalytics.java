package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;

/** kill -9 of an analytics instance at a random moment; another one starts. */
public final class KillAnalytics implements Fault {

    @Override
    public String name() {
        return "kill-analytics";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.letSomeRecordsPass();
        Scene.Recovery recovery = scene.strike();
        scene.kill(scene.anyInstance());
        scene.start();
        return Optional.of(recovery.await());
    }
}

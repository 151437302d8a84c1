package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;

/** A second instance joins, or one of two leaves in good order. */
public final class JoinOrLeave implements Fault {

    @Override
    public String name() {
        return "join-or-leave";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.letSomeRecordsPass();
        if (scene.instances().size() == 1) {
            scene.join();
        } else {
            scene.leave(scene.anyInstance());
        }
        return Optional.of(scene.strike().await());
    }
}

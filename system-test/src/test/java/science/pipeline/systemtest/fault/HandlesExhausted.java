package science.pipeline.systemtest.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import science.pipeline.systemtest.process.Analytics;

/**
 * The process may open nothing more for some seconds, as when something else in it, or a limit, has taken all handles.
 */
public final class HandlesExhausted implements Fault {

    @Override
    public String name() {
        return "handles-exhausted";
    }

    @Override
    public Optional<Duration> strike(Scene scene) throws IOException {
        scene.letSomeRecordsPass();
        Analytics instance = scene.anyInstance();
        // With one to spare now and then: a commit opens one file before its link, and others after it.
        int few = instance.openHandles() + scene.random.nextInt(3);
        String former = instance.limitHandles(Integer.toString(few));
        scene.letRecordsPass(4);
        instance.limitHandles(former);
        return Optional.of(scene.strike().await());
    }
}

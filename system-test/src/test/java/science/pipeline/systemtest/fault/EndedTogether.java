package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;

/** Two instances get SIGTERM at the same moment: one of them builds the final dataset, and it is whole. */
public final class EndedTogether implements Fault {

    @Override
    public String name() {
        return "ended-together";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.untilTwo();
        scene.letSomeRecordsPass();
        scene.endAtOnce();
        scene.expectWholeDataset();
        Scene.Recovery recovery = scene.strike();
        scene.start();
        return Optional.of(recovery.await());
    }
}

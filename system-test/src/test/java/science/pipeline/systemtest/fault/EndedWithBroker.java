package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * Brokers and instances get SIGTERM at the same moment, as by docker-compose stop: the final dataset needs no Kafka.
 */
public final class EndedWithBroker implements Fault {

    @Override
    public String name() {
        return "ended-with-broker";
    }

    @Override
    public boolean harmsBrokers() {
        return true;
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.letSomeRecordsPass();
        scene.cluster.terminateAll();
        scene.endAtOnce();
        scene.expectWholeDataset();
        Scene.Recovery recovery = scene.strike();
        scene.cluster.restartAll(scene.setup.topic());
        scene.start();
        return Optional.of(recovery.await());
    }
}

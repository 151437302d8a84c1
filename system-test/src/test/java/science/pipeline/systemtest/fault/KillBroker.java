package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** kill -9 of brokers; each comes back before the next one goes. */
public record KillBroker(Victim victim) implements Fault {

    /** Which broker. */
    public enum Victim {
        LEADER,
        CONTROLLER,
        EACH_IN_TURN
    }

    @Override
    public String name() {
        return "kill-broker-" + victim.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean harmsBrokers() {
        return true;
    }

    @Override
    public Optional<Duration> strike(Scene scene) throws Exception {
        scene.letSomeRecordsPass();
        Duration longest = Duration.ZERO;
        for (int node : nodes(scene)) {
            Scene.Recovery recovery = scene.strike();
            scene.cluster.kill(node);
            Duration took = recovery.await();
            longest = took.compareTo(longest) > 0 ? took : longest;
            scene.cluster.restart(node, scene.setup.topic());
        }
        return Optional.of(longest);
    }

    private List<Integer> nodes(Scene scene) throws Exception {
        return switch (victim) {
            case LEADER -> List.of(scene.cluster.leader(scene.setup.topic(), scene.random.nextInt(4)));
            case CONTROLLER -> List.of(scene.cluster.controller());
            case EACH_IN_TURN -> List.of(1, 2, 3);
        };
    }
}

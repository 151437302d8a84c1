package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import science.pipeline.systemtest.load.ProducerLoad;
import science.pipeline.systemtest.process.Analytics;

/** Kafka denies what it allowed, and allows it again. */
public record RightTaken(Right right) implements Fault {

    /** Which right. */
    public enum Right {
        /** To read the events. */
        READ,
        /** To write to all topics that the analytics service writes to. */
        WRITE,
        /** To be in the consumer group. */
        GROUP,
        /** To write events; for a trial whose load is the producer. */
        PRODUCE
    }

    @Override
    public String name() {
        return "denied-" + right.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.letSomeRecordsPass();
        AclBinding denied = take(scene);
        try {
            untilFelt(scene);
        } finally {
            scene.cluster.rights().giveBack(denied);
        }
        long since = System.nanoTime();
        if (right == Right.PRODUCE) {
            long counted = scene.load.sent();
            scene.until("the producer sending again", () -> scene.load.sent() > counted);
            return Optional.of(Duration.ofNanos(System.nanoTime() - since));
        }
        Duration took = scene.strike().await();
        for (Analytics instance : scene.instances()) {
            scene.until("readiness of " + instance.name() + " up", () -> instance.readiness() == 200);
        }
        return Optional.of(took);
    }

    private AclBinding take(Scene scene) {
        var rights = scene.cluster.rights();
        String topic = scene.setup.topic();
        // Taken alone, or with all others, as by a person who removes the entry.
        AclOperation read = scene.random.nextBoolean() ? AclOperation.READ : AclOperation.ALL;
        AclOperation write = scene.random.nextBoolean() ? AclOperation.WRITE : AclOperation.ALL;
        return switch (right) {
            case READ -> rights.take(read, ResourceType.TOPIC, topic, PatternType.LITERAL);
            case WRITE -> rights.take(write, ResourceType.TOPIC, topic + "-", PatternType.PREFIXED);
            case GROUP -> rights.take(read, ResourceType.GROUP, scene.setup.group(), PatternType.LITERAL);
            case PRODUCE -> rights.take(AclOperation.WRITE, ResourceType.TOPIC, topic, PatternType.LITERAL);
        };
    }

    private void untilFelt(Scene scene) {
        switch (right) {
            case READ, GROUP -> {
                for (Analytics instance : scene.instances()) {
                    scene.until("readiness of " + instance.name() + " down", () -> instance.readiness() == 503);
                }
            }
            // What waits to be sent rides in the commits: reading goes on.
            case WRITE -> {
                scene.letRecordsPass(4);
                scene.untilEveryPartitionBeyond(scene.books().nextOffsets());
            }
            case PRODUCE -> {
                ProducerLoad producer = (ProducerLoad) scene.load;
                scene.until("the producer denied", producer::isHeldUp);
            }
        }
    }
}

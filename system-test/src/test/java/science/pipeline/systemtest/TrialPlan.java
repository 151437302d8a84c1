package science.pipeline.systemtest;

import java.util.List;
import java.util.Optional;
import science.pipeline.systemtest.agent.Bug;
import science.pipeline.systemtest.fault.Fault;

/**
 * What a trial does.
 *
 * @param name as the closing table names it
 * @param seed of everything random in it
 * @param faults in the order in which they strike
 * @param protocol of the consumer group
 * @param source who fills the topic
 * @param ownModel whether a model of one's own flags too
 * @param bug that all instances bear
 */
record TrialPlan(
        String name,
        long seed,
        List<Fault> faults,
        Protocol protocol,
        Source source,
        boolean ownModel,
        Optional<Bug> bug) {

    /** Of the consumer group; with sessions of six seconds. */
    enum Protocol {
        CLASSIC(List.of(
                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                "--spring.kafka.consumer.properties.heartbeat.interval.ms=1000")),

        /** Clients that look every few seconds whether the topic has got more partitions. */
        FRESH(List.of(
                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                "--spring.kafka.consumer.properties.heartbeat.interval.ms=1000",
                "--spring.kafka.consumer.properties.metadata.max.age.ms=5000")),

        /** KIP-848, whose timeouts are the broker's: the local broker has sessions of six seconds. */
        CONSUMER(List.of("--spring.kafka.consumer.properties.group.protocol=consumer"));

        private final List<String> arguments;

        Protocol(List<String> arguments) {
            this.arguments = arguments;
        }

        List<String> arguments() {
            return arguments;
        }
    }

    /** Who fills the topic. */
    enum Source {
        /** Good and bad documents of the test's own. */
        WRITER,
        /** The same, of a schema that shares no field with the default. */
        PROBES,
        /** Frames of another one, good and bad elements in them. */
        FRAMES,
        /** Avro of two schemas, which a registry tells. */
        AVRO,
        /** The producer service. */
        PRODUCER
    }

    TrialPlan(String name, long seed, List<Fault> faults) {
        this(name, seed, faults, Protocol.CLASSIC, Source.WRITER, false, Optional.empty());
    }

    TrialPlan with(List<Fault> others) {
        return new TrialPlan(name, seed, others, protocol, source, ownModel, bug);
    }

    TrialPlan with(Protocol other) {
        return new TrialPlan(name, seed, faults, other, source, ownModel, bug);
    }

    TrialPlan with(Source other) {
        return new TrialPlan(name, seed, faults, protocol, other, ownModel, bug);
    }

    TrialPlan withOwnModel() {
        return new TrialPlan(name, seed, faults, protocol, source, true, bug);
    }

    TrialPlan with(Bug other) {
        return new TrialPlan(name, seed, faults, protocol, source, ownModel, Optional.of(other));
    }

    /** Whether one of its faults takes a broker away. */
    boolean harmsBrokers() {
        return faults.stream().anyMatch(Fault::harmsBrokers);
    }

    @Override
    public String toString() {
        return name + ", -Dsystem-test.seed=" + seed;
    }
}

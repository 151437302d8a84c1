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
 * @param bug that all instances bear
 */
record TrialPlan(String name, long seed, List<Fault> faults, Protocol protocol, Source source, Optional<Bug> bug) {

    /** Of the consumer group; with sessions of six seconds. */
    enum Protocol {
        CLASSIC(List.of(
                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                "--spring.kafka.consumer.properties.heartbeat.interval.ms=1000")),

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
        /** The producer service. */
        PRODUCER
    }

    TrialPlan(String name, long seed, List<Fault> faults) {
        this(name, seed, faults, Protocol.CLASSIC, Source.WRITER, Optional.empty());
    }

    TrialPlan with(Protocol other) {
        return new TrialPlan(name, seed, faults, other, source, bug);
    }

    TrialPlan with(Source other) {
        return new TrialPlan(name, seed, faults, protocol, other, bug);
    }

    TrialPlan with(Bug other) {
        return new TrialPlan(name, seed, faults, protocol, source, Optional.of(other));
    }

    @Override
    public String toString() {
        return name + ", -Dsystem-test.seed=" + seed;
    }
}

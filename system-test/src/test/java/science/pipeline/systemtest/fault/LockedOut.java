package science.pipeline.systemtest.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.systemtest.fault.LeastRights.Line;
import science.pipeline.systemtest.load.ProducerLoad;
import science.pipeline.systemtest.process.Door.User;
import science.pipeline.systemtest.process.LockedDoor;
import science.pipeline.systemtest.process.Service;

/**
 * A service that a locked cluster does not let in, or not do what it has to: it names the cause in log, health and
 * meter, says it a few times only, and goes on by itself when it may.
 */
public record LockedOut(Cause cause, LeastRights rights) implements Fault {

    private static final Logger log = LoggerFactory.getLogger(LockedOut.class);
    private static final Duration NAMED = Duration.ofSeconds(15);
    private static final Duration RECOVERED = Duration.ofSeconds(30);
    private static final int MOST_LINES_A_MINUTE = 12;

    /** Why. */
    public enum Cause {
        WRONG_PASSWORD(Who.ANALYTICS, "Wrong user or password for Kafka"),
        PRODUCERS_WRONG_PASSWORD(Who.PRODUCER, "Wrong user or password for Kafka"),
        UNKNOWN_AUTHORITY(Who.BOTH, "signed by an unknown authority"),
        UNKNOWN_AUTHORITY_UNTIL_TRUSTED(Who.BOTH, "signed by an unknown authority"),
        EXPIRED(Who.BOTH, "its certificate has expired"),
        WRONG_HOST(Who.BOTH, "its certificate is for another host name"),
        CLIENT_NOT_TRUSTED(Who.BOTH, "does not accept the certificate of this client"),
        TOPIC_READ_AT_START(Who.NEWCOMER, "does not allow this client to (Describe|Read) on topic"),
        TOPIC_DESCRIBE_CONFIGS_AT_START(Who.NEWCOMER, "does not allow this client to DescribeConfigs on topic"),
        GROUP_READ_AT_START(Who.NEWCOMER, "does not allow this client to (Describe|Read) on group"),
        TOPIC_READ_WHILE_READING(Who.ANALYTICS, "does not allow this client to (Describe|Read) on topic"),
        GROUP_READ_WHILE_READING(Who.ANALYTICS, "does not allow this client to (Describe|Read) on group"),
        WRITE_OF_ALERTS(Who.OUTLET, "does not allow this client to Write on topic"),
        WRITE_OF_EVENTS(Who.PRODUCER, "does not allow this client to Write on topic");

        private final Who who;
        private final String words;

        Cause(Who who, String words) {
            this.who = who;
            this.words = words;
        }
    }

    /** Whom it strikes. */
    private enum Who {
        ANALYTICS,
        PRODUCER,
        BOTH,
        /** An instance that starts meanwhile. */
        NEWCOMER,
        /** What the analytics service writes to; reading goes on. */
        OUTLET
    }

    @Override
    public String name() {
        return "locked-out-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Optional<Duration> strike(Scene scene) throws Exception {
        LockedDoor door = scene.cluster.lockedDoor();
        long began = System.nanoTime();
        lockOut(door);
        List<Struck> struck = struck(scene).stream().map(Struck::now).toList();
        struck.forEach(this::expectNamed);
        Duration named = Duration.ofNanos(System.nanoTime() - began);
        struck.forEach(service -> service.expectFewLines(named));
        long restored = System.nanoTime();
        letIn(door);
        struck.forEach(each -> each.within(RECOVERED, "going on", this::goesOn));
        Scene.Recovery recovery = scene.strike();
        long sent = scene.load.sent();
        scene.until("further events sent", () -> scene.load.sent() > sent);
        recovery.await();
        Duration recovered = Duration.ofNanos(System.nanoTime() - restored);
        log.info("{}: named after {} ms, goes on after {} ms", name(), named.toMillis(), recovered.toMillis());
        if (cause.who == Who.NEWCOMER) {
            scene.untilAlone();
        }
        return Optional.of(recovered);
    }

    private void lockOut(LockedDoor door) {
        switch (cause) {
            case WRONG_PASSWORD -> door.otherPassword(User.ANALYTICS);
            case PRODUCERS_WRONG_PASSWORD -> door.otherPassword(User.PRODUCER);
            case UNKNOWN_AUTHORITY, UNKNOWN_AUTHORITY_UNTIL_TRUSTED -> {
                door.clientsTrust("trust");
                door.brokersShow("node-of-another-authority");
            }
            case EXPIRED -> door.brokersShow("node-expired");
            case WRONG_HOST -> door.brokersShow("node-elsewhere");
            case CLIENT_NOT_TRUSTED -> {
                door.clientsShow("client");
                door.brokersTrust("trust-other");
            }
            default -> lines().forEach(rights::withdraw);
        }
    }

    private void letIn(LockedDoor door) {
        switch (cause) {
            case WRONG_PASSWORD -> door.rightPassword(User.ANALYTICS);
            case PRODUCERS_WRONG_PASSWORD -> door.rightPassword(User.PRODUCER);
            case UNKNOWN_AUTHORITY, EXPIRED, WRONG_HOST -> door.brokersShow("node-renewed");
            // The files of the clients change, the brokers stay as they are.
            case UNKNOWN_AUTHORITY_UNTIL_TRUSTED -> door.clientsTrust("trust-both");
            case CLIENT_NOT_TRUSTED -> door.clientsShow("client-renewed");
            default -> lines().forEach(rights::restore);
        }
    }

    private Stream<Line> lines() {
        return switch (cause) {
            case TOPIC_READ_AT_START, TOPIC_READ_WHILE_READING -> Stream.of(Line.READ_EVENTS);
            case TOPIC_DESCRIBE_CONFIGS_AT_START -> Stream.of(Line.DESCRIBE_EVENTS_SETTINGS);
            case GROUP_READ_AT_START, GROUP_READ_WHILE_READING -> Stream.of(Line.READ_GROUP);
            case WRITE_OF_ALERTS -> Stream.of(Line.WRITE_ITS_TOPICS);
            case WRITE_OF_EVENTS -> Stream.of(Line.PRODUCE);
            default -> throw new IllegalStateException(cause + " takes no right");
        };
    }

    private List<Service> struck(Scene scene) {
        Service producer = ((ProducerLoad) scene.load).producer();
        return switch (cause.who) {
            case ANALYTICS, OUTLET -> List.copyOf(scene.instances());
            case PRODUCER -> List.of(producer);
            case BOTH ->
                Stream.concat(scene.instances().stream(), Stream.of(producer)).toList();
            case NEWCOMER -> List.of(scene.start());
        };
    }

    private void expectNamed(Struck struck) {
        String naming = " naming '" + cause.words + "'";
        struck.within(NAMED.plus(start()), "the log" + naming, any -> says(struck.log()));
        struck.within(NAMED, "the health" + naming, service -> says(service.ask("health")));
        struck.within(NAMED, "the meter", this::isLockedOut);
    }

    /** What a start takes on a busy machine, where the service has to start first. */
    private Duration start() {
        return cause.who == Who.NEWCOMER ? Duration.ofSeconds(60) : Duration.ZERO;
    }

    private boolean says(String text) {
        return text.lines().anyMatch(line -> line.matches(".*" + cause.words + ".*"));
    }

    private boolean isLockedOut(Service service) throws Exception {
        return cause.who == Who.OUTLET
                ? service.meter("pipeline_outlet_waiting_messages{topic=\"alerts\"}") > 0
                : service.meter("pipeline_state{state=\"denied\"}") == 1;
    }

    private boolean goesOn(Service service) throws Exception {
        return service.readiness() == 200
                && (cause.who == Who.OUTLET
                        ? service.meter("pipeline_outlet_waiting_messages{topic=\"alerts\"}") == 0
                        : service.meter("pipeline_state{state=\"denied\"}") == 0);
    }

    /** Something that is asked of a service. */
    private interface Question {
        boolean of(Service service) throws Exception;
    }

    /** A service, and how long its log was when it was struck. */
    private record Struck(Service service, int logged) {

        static Struck now(Service service) {
            return new Struck(service, service.output().length());
        }

        String log() {
            return service.output().substring(logged);
        }

        void expectFewLines(Duration since) {
            long most = MOST_LINES_A_MINUTE * (1 + since.toMinutes());
            if (log().lines().count() > most) {
                throw new AssertionError(service.name() + " says more than " + most + " lines: " + log());
            }
        }

        void within(Duration most, String what, Question question) {
            await(what + " of " + service.name())
                    .atMost(most)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        if (!service.isAlive()) {
                            throw new AssertionError(service.name() + " has ended by itself; " + service.tail());
                        }
                        return question.of(service);
                    });
        }
    }
}

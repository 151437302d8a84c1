package science.pipeline.chassis.trouble;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaProducerException;

/** What Kafka answers when it does not do what it was asked. */
final class KafkaCauses {

    private KafkaCauses() {}

    static Optional<Trouble> of(List<Throwable> chain, String kafka, @Nullable Right wanted) {
        boolean sent = chain.stream().anyMatch(KafkaProducerException.class::isInstance);
        return chain.stream()
                .flatMap(link -> of(link, kafka, wanted, sent ? "Write" : "Read").stream())
                .findFirst();
    }

    private static Optional<Trouble> of(Throwable answer, String kafka, @Nullable Right wanted, String usual) {
        if (answer instanceof AuthorizationException denied) {
            return Optional.of(missing(kafka, right(denied, wanted, usual)));
        }
        if (answer instanceof AuthenticationException unknown) {
            return denied(authentication(unknown, kafka));
        }
        if (answer instanceof UnknownTopicOrPartitionException) {
            String topic = wanted == null || wanted.name() == null ? "a topic" : "the topic " + wanted.name();
            return waiting(kafka + " does not know " + topic + " (yet).");
        }
        if (answer instanceof NotEnoughReplicasException || answer instanceof NotEnoughReplicasAfterAppendException) {
            return retrying(kafka + " has fewer replicas in sync than min.insync.replicas wants (" + answer.getMessage()
                    + "). Start the brokers that are down.");
        }
        if (answer instanceof RecordTooLargeException) {
            return retrying("Kafka takes no record so large (" + answer.getMessage()
                    + "). Raise the topic's max.message.bytes and spring.kafka.producer.properties.max.request.size.");
        }
        if (answer instanceof InvalidReplicationFactorException) {
            return waiting("A topic cannot be created: " + answer.getMessage()
                    + " Start more brokers, or lower the replication factor.");
        }
        if (answer instanceof PolicyViolationException) {
            return denied("A rule of " + kafka + " forbids it: " + answer.getMessage());
        }
        if (answer instanceof UnsupportedVersionException) {
            return waiting(kafka + " is too old for this client (" + answer.getMessage() + ").");
        }
        return Optional.empty();
    }

    static Trouble missing(String kafka, Right right) {
        return new Trouble(
                Trouble.Kind.DENIED,
                kafka + " does not allow this client to " + right + ". Grant it: " + right.command());
    }

    /** What a client reads, sends or commits for, where nobody says what was asked. */
    private static Right right(AuthorizationException denied, @Nullable Right wanted, String usual) {
        if (wanted != null) {
            return wanted;
        }
        if (denied instanceof TopicAuthorizationException topics) {
            return new Right(usual, "topic", names(topics.unauthorizedTopics()));
        }
        if (denied instanceof GroupAuthorizationException group) {
            return Right.group("Read", group.groupId());
        }
        return denied instanceof ClusterAuthorizationException
                ? new Right("IdempotentWrite", "cluster", null)
                : new Right("an operation (" + denied.getMessage() + ")", "cluster", null);
    }

    private static @Nullable String names(@Nullable Set<String> topics) {
        return topics == null || topics.isEmpty()
                ? null
                : topics.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String authentication(AuthenticationException refused, String kafka) {
        String said = String.valueOf(refused.getMessage());
        if (refused instanceof UnsupportedSaslMechanismException) {
            return kafka + " does not offer the sasl.mechanism of this client (" + said + ").";
        }
        if (refused instanceof IllegalSaslStateException) {
            return kafka + " takes no user and password on that port (" + said
                    + "). Use a SASL port, or spring.kafka.security.protocol without SASL.";
        }
        if (said.contains("nvalid username or password") || said.contains("invalid credentials")) {
            return "Wrong user or password for " + kafka + " (" + said
                    + "). They stand in sasl.jaas.config under spring.kafka.properties.";
        }
        return kafka + " does not accept who this client says it is (" + said + ").";
    }

    private static Optional<Trouble> denied(String sentence) {
        return Optional.of(new Trouble(Trouble.Kind.DENIED, sentence));
    }

    private static Optional<Trouble> waiting(String sentence) {
        return Optional.of(new Trouble(Trouble.Kind.WAITING, sentence));
    }

    private static Optional<Trouble> retrying(String sentence) {
        return Optional.of(new Trouble(Trouble.Kind.RETRYING, sentence));
    }
}

package science.pipeline.chassis.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static science.pipeline.chassis.trouble.Trouble.Kind.DENIED;
import static science.pipeline.chassis.trouble.Trouble.Kind.RETRYING;
import static science.pipeline.chassis.trouble.Trouble.Kind.WAITING;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.core.KafkaProducerException;

/** Each cause as the clients, the JDK and the framework really wrap it. */
class CausesTest {

    private static final Causes CAUSES = Causes.at("broker-1:9093");

    static Stream<Arguments> causes() {
        return Stream.concat(Stream.concat(ofKafka(), ofTls()), ofFiles());
    }

    private static Stream<Arguments> ofKafka() {
        return Stream.of(
                arguments(
                        executed(
                                new SaslAuthenticationException("Authentication failed: Invalid username or password")),
                        null,
                        DENIED,
                        "Wrong user or password for Kafka at broker-1:9093"),
                arguments(
                        executed(new SaslAuthenticationException("Authentication failed during authentication due to "
                                + "invalid credentials with SASL mechanism SCRAM-SHA-256")),
                        null,
                        DENIED,
                        "Wrong user or password"),
                arguments(
                        new UnsupportedSaslMechanismException(
                                "Client SASL mechanism 'PLAIN' not enabled in the server, "
                                        + "enabled mechanisms are [SCRAM-SHA-512]"),
                        null,
                        DENIED,
                        "does not offer the sasl.mechanism"),
                arguments(
                        new IllegalSaslStateException("Unexpected handshake request with client mechanism PLAIN"),
                        null,
                        DENIED,
                        "takes no user and password on that port"),
                arguments(
                        executed(new TopicAuthorizationException("Topic authorization failed.")),
                        Right.topic("DescribeConfigs", "acl1"),
                        DENIED,
                        "not allow this client to DescribeConfigs on topic acl1. Grant it: kafka-acls --add "
                                + "--allow-principal User:… --operation DescribeConfigs --topic acl1"),
                arguments(
                        executed(new ClusterAuthorizationException("Cluster authorization failed.")),
                        Right.topic("Create", "events-dlt"),
                        DENIED,
                        "to Create on topic events-dlt"),
                arguments(
                        new TopicAuthorizationException(Set.of("events")),
                        null,
                        DENIED,
                        "to Read on topic events. Grant"),
                arguments(
                        GroupAuthorizationException.forGroupId("analytics"),
                        null,
                        DENIED,
                        "to Read on group analytics"),
                arguments(
                        new IOException(
                                "an alert was not acknowledged",
                                new ExecutionException(new KafkaProducerException(
                                        new ProducerRecord<>("alerts", "x"),
                                        "Failed to send",
                                        new TopicAuthorizationException(Set.of("alerts"))))),
                        null,
                        DENIED,
                        "to Write on topic alerts"),
                arguments(
                        executed(new UnknownTopicOrPartitionException(
                                "This server does not host this topic-partition.")),
                        Right.topic("Describe", "events"),
                        WAITING,
                        "does not know the topic events"),
                arguments(
                        executed(new InvalidReplicationFactorException("Unable to replicate the partition 3 time(s)")),
                        null,
                        WAITING,
                        "lower the replication factor"),
                arguments(new NotEnoughReplicasException("2 wanted"), null, RETRYING, "min.insync.replicas"));
    }

    private static Stream<Arguments> ofTls() {
        return Stream.of(
                arguments(
                        tls(
                                new SSLHandshakeException(
                                        "PKIX path building failed: sun.security.provider.certpath."
                                                + "SunCertPathBuilderException: unable to find valid certification path to requested target")),
                        null,
                        DENIED,
                        "unknown authority (CA)"),
                arguments(
                        tls(caused(
                                new SSLHandshakeException("PKIX path validation failed"),
                                new CertPathValidatorException(
                                        "validity check failed", new CertificateExpiredException("NotAfter: 2020")))),
                        null,
                        DENIED,
                        "has expired (NotAfter: 2020)"),
                arguments(
                        tls(caused(
                                new SSLHandshakeException("PKIX path validation failed"),
                                new CertificateNotYetValidException("NotBefore: 2040"))),
                        null,
                        DENIED,
                        "not valid yet"),
                arguments(
                        tls(caused(
                                new SSLHandshakeException("No subject alternative names present"),
                                new CertificateException(
                                        "No subject alternative names matching IP address 127.0.0.1"))),
                        null,
                        DENIED,
                        "for another host name"),
                arguments(
                        tls(new SSLException("Unsupported or unrecognized SSL message")),
                        null,
                        DENIED,
                        "that port speaks without TLS"),
                arguments(
                        tls(new SSLHandshakeException("Received fatal alert: certificate_required")),
                        null,
                        DENIED,
                        "does not accept the certificate of this client, or wants one"),
                arguments(
                        tls(new SSLHandshakeException("Received fatal alert: protocol_version")),
                        null,
                        DENIED,
                        "no TLS version or cipher in common"));
    }

    private static Stream<Arguments> ofFiles() {
        return Stream.of(
                arguments(new IOException("No space left on device"), null, RETRYING, "the disk is full"),
                arguments(
                        new FileSystemException("results/a.csv", null, "Read-only file system"),
                        null,
                        RETRYING,
                        "results/a.csv: the file system is read-only"),
                arguments(
                        new AccessDeniedException("results/a.csv"), null, RETRYING, "results/a.csv: this user may not"),
                arguments(new NoSuchFileException("results/b.csv"), null, RETRYING, "results/b.csv: it is not there"),
                arguments(
                        new CompletionException(new FileSystemException("results", null, "Too many open files")),
                        null,
                        RETRYING,
                        "results: the process has too many open files. Raise ulimit -n"),
                arguments(
                        new FileNotFoundException("results/c.csv (Permission denied)"),
                        null,
                        RETRYING,
                        "results/c.csv: this user may not"),
                arguments(new IOException("Disk quota exceeded"), null, RETRYING, "quota"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void eachCauseHasASentenceOfItsOwn(Throwable found, @Nullable Right wanted, Trouble.Kind kind, String sentence) {
        Trouble trouble = CAUSES.of(found, wanted);

        assertThat(trouble.sentence()).contains(sentence).doesNotContain("Exception");
        assertThat(trouble.kind()).isEqualTo(kind);
    }

    @Test
    void noAnswerIsNoKnownCause() {
        assertThat(CAUSES.known(new TimeoutException(), Right.NONE)).isEmpty();
        assertThat(CAUSES.known(
                        executed(new org.apache.kafka.common.errors.TimeoutException("Timed out waiting for a node")),
                        Right.NONE))
                .isEmpty();
    }

    @Test
    void whatNobodyKnowsIsToldAsItIs() {
        assertThat(CAUSES.of(new KafkaException("outer", new IllegalStateException("the inner matter")))
                        .sentence())
                .isEqualTo("IllegalStateException: the inner matter");
        assertThat(CAUSES.of(new NullPointerException()).sentence()).isEqualTo("NullPointerException");
    }

    @Test
    void whatOthersWroteCannotMoveTheCursor() {
        assertThat(CAUSES.of(new SaslAuthenticationException("no\u001b[2Jway\r\n\u202e"))
                        .sentence())
                .contains("no?[2Jway???");
    }

    private static Throwable executed(Throwable cause) {
        return new ExecutionException(cause);
    }

    private static Throwable tls(SSLException cause) {
        return executed(new SslAuthenticationException("SSL handshake failed", cause));
    }

    private static SSLHandshakeException caused(SSLHandshakeException outer, Throwable cause) {
        outer.initCause(cause);
        return outer;
    }
}

package science.pipeline.analytics.post;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.chassis.trouble.Right;

/** Kafka's client, and another one when it has come to an error that it never gets over. Any thread. */
public final class KafkaPost implements Post {

    private static final Logger log = LoggerFactory.getLogger(KafkaPost.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Cluster cluster;
    private final boolean creates;

    /** @param creates whether topics that are absent are created; an existing one is never altered */
    public KafkaPost(KafkaTemplate<byte[], byte[]> kafka, Cluster cluster, boolean creates) {
        this.kafka = kafka;
        this.cluster = cluster;
        this.creates = creates;
    }

    /** One that exists is left alone: whoever may write to it need not be allowed to create it. */
    @Override
    public boolean make(String topic) throws InterruptedException {
        if (!creates) {
            return true;
        }
        NewTopic fresh = new NewTopic(topic, Optional.empty(), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
        try {
            cluster.ask(
                    Right.topic("Create", topic),
                    admin -> admin.createTopics(List.of(fresh)).all());
        } catch (NotReadyException failed) {
            log.debug("{} was not created: {}", topic, failed.trouble());
            return failed.getCause() instanceof ApiException && !(failed.getCause() instanceof RetriableException);
        }
        return true;
    }

    @Override
    public CompletableFuture<?> send(ProducerRecord<byte[], byte[]> message) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        try {
            kafka.send(message).whenComplete((result, failure) -> {
                if (failure == null) {
                    taken.complete(null);
                } else {
                    taken.completeExceptionally(unwrapped(failure));
                }
            });
        } catch (RuntimeException refused) {
            taken.completeExceptionally(unwrapped(refused));
        }
        return taken;
    }

    /** The framework and futures put Kafka's answer into others. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable answer = failure;
        while (answer.getCause() != null && !(answer instanceof ApiException)) {
            answer = answer.getCause();
        }
        return answer;
    }

    @Override
    public void failed(Throwable failure) {
        if (isForGood(failure)) {
            log.debug("a new client takes the place of one that failed for good: {}", failure.toString());
            kafka.getProducerFactory().reset();
        }
    }

    /** Those after which an idempotent producer refuses every further message. */
    private static boolean isForGood(Throwable failure) {
        return failure instanceof ClusterAuthorizationException
                || failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof InvalidPidMappingException
                || failure instanceof OutOfOrderSequenceException
                || failure instanceof IllegalStateException
                || String.valueOf(failure.getMessage()).contains("in an error state");
    }
}

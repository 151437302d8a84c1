package science.pipeline.analytics.intake;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Kafka's client, and another one when it has come to an error that it never gets over. Any thread. */
final class KafkaPost implements Outlet.Post {

    private static final Logger log = LoggerFactory.getLogger(KafkaPost.class);

    private final KafkaTemplate<byte[], byte[]> kafka;

    KafkaPost(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    @Override
    public CompletableFuture<?> send(ProducerRecord<byte[], byte[]> message) {
        return kafka.send(message);
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

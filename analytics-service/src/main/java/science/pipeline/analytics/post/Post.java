package science.pipeline.analytics.post;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Kafka's client, as an {@link Outlet} needs it. */
public interface Post {

    /**
     * Makes a topic that is absent.
     *
     * @return false when Kafka did not answer; whatever else is wrong, sending tells
     */
    boolean make(String topic) throws InterruptedException;

    /** Completes when Kafka has it, or with what Kafka says. Throws nothing. */
    CompletableFuture<?> send(ProducerRecord<byte[], byte[]> message);

    /** Told what went wrong; it may take another client for the next message. */
    void failed(Throwable failure);
}

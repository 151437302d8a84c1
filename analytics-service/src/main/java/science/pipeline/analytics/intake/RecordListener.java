package science.pipeline.analytics.intake;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Takes raw batches from Kafka and hands them over. Nothing is deserialized or mapped before the input policy sees it.
 */
final class RecordListener {

    private static final Logger log = LoggerFactory.getLogger(RecordListener.class);

    static final String ID = "events";

    private final Intake intake;

    RecordListener(Intake intake) {
        this.intake = intake;
    }

    /** The acknowledgment stays unused: positions are told to Kafka once the commit that holds them stands. */
    @KafkaListener(id = ID, idIsGroup = false, topics = "${analytics.topic}", batch = "true", autoStartup = "false")
    void take(
            ConsumerRecords<ByteBuffer, ByteBuffer> records,
            Acknowledgment unused,
            Consumer<ByteBuffer, ByteBuffer> consumer) {
        try {
            intake.accept(records, consumer);
        } catch (Error fatal) {
            // The container stops; its own words are switched off with those that it says of every denied poll.
            log.error("The listener ends: {}", fatal.toString(), fatal);
            throw fatal;
        }
    }

    /** A topic without news still has commits to finish and trouble to recover from. Runs on the consumer's thread. */
    @EventListener
    void tick(ListenerContainerIdleEvent idle) {
        intake.tick(idle.getConsumer());
    }
}

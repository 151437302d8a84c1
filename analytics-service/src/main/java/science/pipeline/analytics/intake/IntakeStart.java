package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.dataset.Source;

/** Starts the listener once broker and topic are there and the results folder belongs to them. */
public final class IntakeStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IntakeStart.class);

    private final TopicGate gate;
    private final Bookkeeping books;
    private final KafkaListenerEndpointRegistry registry;
    private final Refusals refusals;
    private final Thread starter = new Thread(this::awaitAndOpen, "intake-start");
    private volatile boolean running;

    IntakeStart(TopicGate gate, Bookkeeping books, KafkaListenerEndpointRegistry registry, Refusals refusals) {
        this.gate = gate;
        this.books = books;
        this.registry = registry;
        this.refusals = refusals;
    }

    /** What is waited for; empty once the listener runs. */
    public String waitingFor() {
        return gate.missing();
    }

    /** Whether the listener reads. */
    public boolean isListening() {
        return container().isRunning();
    }

    /** Whether the listener has stopped by itself. */
    public boolean hasFailed() {
        return !container().isInExpectedState();
    }

    /** Ends reading: what has been polled is finished and committed. Returns when it is. */
    public void stopReading() {
        starter.interrupt();
        container().stop();
    }

    private MessageListenerContainer container() {
        return Objects.requireNonNull(registry.getListenerContainer(RecordListener.ID));
    }

    private void awaitAndOpen() {
        try {
            Source source = gate.await();
            books.open(source);
            container().start();
            log.info("reads {} into {}", source.topic(), books.folder().root());
        } catch (Refusal refusal) {
            refusals.refuse(refusal);
        } catch (ConfigException setting) {
            refusals.refuse(new Refusal(
                    "spring.kafka: " + setting.getMessage() + ". Correct the keys under spring.kafka.consumer."));
        } catch (IOException unusable) {
            refusals.refuse(new Refusal("Cannot read or write " + books.folder().root() + ": " + unusable));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        starter.setDaemon(true);
        starter.start();
    }

    @Override
    public void stop() {
        running = false;
        starter.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

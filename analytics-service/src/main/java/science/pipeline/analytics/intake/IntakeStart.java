package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.Refusal;

/** Starts the listener once broker and topic are there and the results folder belongs to them. */
public final class IntakeStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IntakeStart.class);

    private static final int RETRY_MILLIS = 2000;

    private final TopicGate gate;
    private final AccessWatch watch;
    private final Access access;
    private final Bookkeeping books;
    private final KafkaListenerEndpointRegistry registry;
    private final Refusals refusals;

    /** Where another host writes the dataset; else null. */
    private final @Nullable Spectator spectator;

    private final Thread starter = new Thread(this::awaitAndOpen, "intake-start");
    private volatile boolean running;
    private volatile boolean begun;

    IntakeStart(
            TopicGate gate,
            AccessWatch watch,
            Access access,
            Bookkeeping books,
            KafkaListenerEndpointRegistry registry,
            Refusals refusals,
            @Nullable Spectator spectator) {
        this.gate = gate;
        this.watch = watch;
        this.access = access;
        this.books = books;
        this.registry = registry;
        this.refusals = refusals;
        this.spectator = spectator;
    }

    /** Why Kafka is not read now; empty when it is. */
    public Optional<Trouble> trouble() {
        return spectator == null ? access.trouble() : spectator.trouble();
    }

    /** Whether reading has begun; it may have ended since. */
    public boolean hasBegun() {
        return begun;
    }

    /** Whether the listener reads, or the dataset is looked at that another host writes. */
    public boolean isListening() {
        return spectator == null ? container().isRunning() : running;
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
            startReading();
            log.info("reads {} into {}", source.topic(), books.folder().root());
            watch.watch();
        } catch (Refusal refusal) {
            refusals.refuse(refusal);
        } catch (ConfigException setting) {
            refusals.refuse(new Refusal(
                    "spring.kafka: " + setting.getMessage() + ". Correct the keys under spring.kafka.consumer."));
        } catch (IOException unusable) {
            refusals.refuse(new Refusal("Cannot read or write " + books.folder().root() + ": " + unusable));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            log.error("BUG: nobody expected this", unexpected);
            refusals.refuse(new Refusal("Reading did not start: " + unexpected));
        }
    }

    /** A consumer may fail to be made although Kafka was there a moment ago, as when its name no longer resolves. */
    private void startReading() throws InterruptedException {
        while (!begun) {
            try {
                container().start();
                begun = true;
            } catch (ConfigException wrong) {
                throw wrong;
            } catch (KafkaException notYet) {
                container().stop();
                access.lost(Causes.ANYWHERE.of(notYet));
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        if (spectator != null) {
            log.info(
                    "shows the dataset in {}, which another host writes",
                    books.folder().root());
            begun = true;
            return;
        }
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

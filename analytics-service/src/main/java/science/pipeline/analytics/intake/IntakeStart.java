package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.Source;

/** Starts the listener once broker and topic are there and the results folder belongs to them. */
public final class IntakeStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IntakeStart.class);
    private static final int COMMIT_THREADS = 2;

    private final TopicGate gate;
    private final ResultsFolder folder;
    private final IntakeSettings settings;
    private final AnalysisConfiguration configuration;
    private final DeadLetters deadLetters;
    private final Announcements announcements;
    private final EventPrinter printer;
    private final Intake intake;
    private final KafkaListenerEndpointRegistry registry;
    private final Refusals refusals;
    private final Thread starter = new Thread(this::awaitAndOpen, "intake-start");
    private final ExecutorService committers;
    private volatile boolean running;

    IntakeStart(
            TopicGate gate,
            ResultsFolder folder,
            IntakeSettings settings,
            AnalysisConfiguration configuration,
            DeadLetters deadLetters,
            Announcements announcements,
            EventPrinter printer,
            Intake intake,
            KafkaListenerEndpointRegistry registry,
            Refusals refusals) {
        this.gate = gate;
        this.folder = folder;
        this.settings = settings;
        this.configuration = configuration;
        this.deadLetters = deadLetters;
        this.announcements = announcements;
        this.printer = printer;
        this.intake = intake;
        this.registry = registry;
        this.refusals = refusals;
        this.committers = Executors.newFixedThreadPool(COMMIT_THREADS, task -> {
            Thread thread = new Thread(task, "commit");
            thread.setDaemon(true);
            return thread;
        });
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
            Bookkeeping books = new Bookkeeping(
                    folder,
                    folder.identify(source),
                    settings,
                    configuration,
                    ConfigurationHash.of(configuration),
                    committers,
                    deadLetters,
                    announcements,
                    printer,
                    refusals,
                    intake.commitTimes());
            intake.open(books);
            container().start();
            log.info("reads {} into {}", source.topic(), folder.root());
        } catch (Refusal refusal) {
            refusals.refuse(refusal);
        } catch (IOException unusable) {
            refusals.refuse(new Refusal("Cannot read or write " + folder.root() + ": " + unusable));
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
        committers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

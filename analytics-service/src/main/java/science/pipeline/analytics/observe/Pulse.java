package science.pipeline.analytics.observe;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Once a second, on one thread of its own, everything that people look at is brought up to date: never on a reader's.
 */
@Component
final class Pulse implements SmartLifecycle {

    /** Something that is brought up to date once a second. Called by one thread. */
    @FunctionalInterface
    interface Beat {
        void beat();
    }

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final List<Beat> beats;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "pulse");
        created.setDaemon(true);
        return created;
    });
    private volatile boolean running;

    Pulse(List<Beat> beats) {
        this.beats = beats;
    }

    private void beat() {
        for (Beat beat : beats) {
            try {
                beat.beat();
            } catch (RuntimeException failed) {
                // The others go on, and this one has its next chance in a second.
                log.debug("{}", beat, failed);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread.scheduleAtFixedRate(this::beat, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** It ends after the final dataset is built, with the web server. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}

package science.pipeline.analytics.observe;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Those who look at the page, at most fifty at a time. Any thread. */
@Component
final class PageClients implements SmartLifecycle {

    static final int MOST = 50;

    /** After the final dataset is built, before the web server waits for open requests. */
    private static final int PHASE = Integer.MAX_VALUE - 600;

    private static final long NO_TIMEOUT = 0;

    private final PageFrame.Source frame;
    private final ControlRoom room;
    private final LiveFigures figures;
    private final HistogramWatch histograms;
    private final Semaphore places = new Semaphore(MOST);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "page");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    PageClients(PageFrame.Source frame, ControlRoom room, LiveFigures figures, HistogramWatch histograms) {
        this.frame = frame;
        this.room = room;
        this.figures = figures;
        this.histograms = histograms;
    }

    /** Lets a browser in; empty when all places are taken. */
    Optional<SseEmitter> admit() {
        if (!running || !places.tryAcquire()) {
            return Optional.empty();
        }
        SseEmitter browser = new SseEmitter(NO_TIMEOUT);
        PageClient client = new PageClient(browser, frame.now(), room, figures, histograms);
        threads.execute(() -> {
            try {
                client.run();
            } finally {
                places.release();
            }
        });
        return Optional.of(browser);
    }

    int looking() {
        return MOST - places.availablePermits();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

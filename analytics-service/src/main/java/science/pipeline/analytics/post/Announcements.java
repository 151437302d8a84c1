package science.pipeline.analytics.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.dataset.windows.StatisticsPlaces;
import science.pipeline.dataset.windows.ToldWindows;
import science.pipeline.dataset.windows.WithoutHistograms;
import science.pipeline.engine.Alert;

/**
 * Sends what follows from the windows: their statistics, and alarms of the watch over the detectors. The results folder
 * has both, so commits need not hold them: what is remembered is how far they were told. Any thread.
 */
public final class Announcements implements StatisticsFiles.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);
    private static final long LAST_CHANCE_MILLIS = 3000;
    private static final int MOST = 10_000;

    private final Outlet alerts;
    private final Outlet statistics;
    private final ToldWindows windows;

    /** Between the two calls that tell of a file, by its name; guarded by who writes the files. */
    private final Map<String, ToldWindows.Edition> next = new HashMap<>();

    public Announcements(Outlets outlets, ToldWindows windows) {
        this.alerts = outlets.to(Letter.To.ALERTS);
        this.statistics = outlets.to(Letter.To.STATISTICS);
        this.windows = windows;
    }

    /** This process tells from now on; begins with what a former owner left. */
    public void begin() throws IOException {
        if (!statistics.isOff()) {
            windows.begin().forEach(this::send);
        }
    }

    @Override
    public void publishing(String file) throws IOException {
        if (!statistics.isOff()) {
            next.put(file, windows.publishing(file));
        }
    }

    @Override
    public void published(WindowStatistics window, byte[] json) {
        ToldWindows.Edition edition = next.remove(StatisticsPlaces.name(window.windowStart()));
        if (edition != null) {
            send(edition);
        }
    }

    /** So many wait at a time; the files of further ones are there, and come when these are gone. */
    private void send(ToldWindows.Edition edition) {
        if (statistics.waiting() < MOST) {
            statistics.send(new Window(edition));
        }
    }

    /** Read from its file when it is sent: many may wait. */
    private final class Window implements Parcel {
        private final ToldWindows.Edition edition;
        private volatile boolean shortened;

        Window(ToldWindows.Edition edition) {
            this.edition = edition;
        }

        @Override
        public @Nullable Letter letter() {
            try {
                byte[] line = windows.line(edition);
                if (line == null) {
                    return null;
                }
                byte[] key = edition.key().getBytes(StandardCharsets.US_ASCII);
                return new Letter(Letter.To.STATISTICS, key, shortened ? WithoutHistograms.of(line) : line);
            } catch (IOException unreadable) {
                log.debug("{} is told by the next owner: {}", edition.name(), unreadable.toString());
                return null;
            }
        }

        @Override
        public boolean shorten() {
            boolean smaller = !shortened;
            shortened = true;
            return smaller;
        }

        @Override
        public void taken() {
            windows.told(edition);
        }

        @Override
        public void givenUp() {
            windows.told(edition);
        }
    }

    /** Sends alarms, keyed by detector. The future is done once all are taken. */
    public CompletableFuture<Void> alarms(List<DetectorAlarm> alarms) {
        return alerts.isOff()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.allOf(alarms.stream().map(this::alarm).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> alarm(DetectorAlarm alarm) {
        byte[] key = alarm.detector().getBytes(StandardCharsets.US_ASCII);
        Letter letter = new Letter(Letter.To.ALERTS, key, Alert.of(alarm));
        CompletableFuture<Void> done = new CompletableFuture<>();
        alerts.send(new Parcel() {
            @Override
            public Letter letter() {
                return letter;
            }

            @Override
            public boolean shorten() {
                return false;
            }

            @Override
            public void taken() {
                done.complete(null);
            }

            @Override
            public void givenUp() {
                done.complete(null);
            }
        });
        return done;
    }

    /** Waits a moment for alarms that are under way, so that they are not told again. */
    public void awaitAlarms() throws InterruptedException {
        alerts.awaitTaken(LAST_CHANCE_MILLIS);
    }

    /** Notes down how far was told, and goes on with those that found no room. */
    public void remember() throws IOException {
        windows.remember();
        if (statistics.waiting() == 0) {
            windows.untold().stream().limit(MOST).forEach(this::send);
        }
    }

    /** Another process tells. */
    public void leave() throws IOException {
        windows.leave();
    }

    /** What the final dataset has published is under way; a moment later it is known whether Kafka took it. */
    @Override
    public void close() {
        try {
            statistics.awaitTaken(LAST_CHANCE_MILLIS);
            windows.leave();
        } catch (IOException unwritable) {
            log.debug("windows may be told again: {}", unwritable.toString());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}

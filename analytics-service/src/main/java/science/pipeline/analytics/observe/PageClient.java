package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import tools.jackson.databind.json.JsonMapper;

/**
 * One browser that looks at the page: gets every snapshot, or, if it is slow, the newest when it is ready for it, and
 * each flag, reject, point of the charts and state of the histograms once. Runs on a thread of its own until the
 * browser is gone or does not take what is sent.
 */
final class PageClient implements Runnable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** How soon a browser that lost us comes back. */
    private static final long RETRY_MILLIS = 2000;

    /**
     * @param flags and the others: what is new to this browser
     * @param histograms null if they have not changed
     */
    record Update(
            Snapshot snapshot,
            List<Recent.Entry<Point>> points,
            List<Recent.Entry<Notice>> flags,
            List<Recent.Entry<Notice>> rejections,
            @Nullable List<HistogramStatistics> histograms) {}

    private final SseEmitter browser;
    private final PageFrame frame;
    private final ControlRoom room;
    private final LiveFigures figures;
    private final HistogramWatch histograms;
    private @Nullable List<HistogramStatistics> lastHistograms;
    private long lastPoint;
    private long lastFlag;
    private long lastRejection;

    PageClient(SseEmitter browser, PageFrame frame, ControlRoom room, LiveFigures figures, HistogramWatch histograms) {
        this.browser = browser;
        this.frame = frame;
        this.room = room;
        this.figures = figures;
        this.histograms = histograms;
    }

    @Override
    public void run() {
        try {
            tellUntilInterrupted();
            browser.complete();
        } catch (IOException | IllegalStateException gone) {
            // The web server, whose write failed, ends the request; asked to once more it would refuse.
        }
    }

    private void tellUntilInterrupted() throws IOException {
        try {
            send("frame", frame);
            Snapshot shown = null;
            while (!Thread.currentThread().isInterrupted()) {
                shown = room.awaitNewer(shown);
                send("update", update(shown));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Update update(Snapshot snapshot) {
        List<HistogramStatistics> now = histograms.latest();
        Update update = new Update(
                snapshot,
                room.points().after(lastPoint),
                figures.flags().after(lastFlag),
                figures.rejections().after(lastRejection),
                now == lastHistograms ? null : now);
        lastHistograms = now;
        lastPoint = last(update.points, lastPoint);
        lastFlag = last(update.flags, lastFlag);
        lastRejection = last(update.rejections, lastRejection);
        return update;
    }

    private static <T> long last(List<Recent.Entry<T>> entries, long before) {
        return entries.isEmpty() ? before : entries.get(entries.size() - 1).number();
    }

    private void send(String event, @Nullable Object content) throws IOException {
        browser.send(SseEmitter.event()
                .name(event)
                .reconnectTime(RETRY_MILLIS)
                .data(JSON.writeValueAsString(content), MediaType.TEXT_PLAIN));
    }
}

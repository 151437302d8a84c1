package science.pipeline.chassis.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Takes what has come of a body whenever something has. When all of it has, the request is handed on; one that is
 * refused already ends then, or when its time is up: a client that is still sending would not see the answer otherwise.
 */
final class BodyReading implements ReadListener, AsyncListener {

    private static final int AT_ONCE = 8 * 1024;

    private final AsyncContext waiting;
    private final ServletInputStream coming;
    private final byte[] into;
    private final boolean kept;
    private int received;
    private boolean ended;

    private BodyReading(AsyncContext waiting, ServletInputStream coming, byte[] into, boolean kept) {
        this.waiting = waiting;
        this.coming = coming;
        this.into = into;
        this.kept = kept;
    }

    /** Keeps a body of this length; the request comes by once more, dispatched, when it is here. */
    static void keep(HttpServletRequest request, HttpServletResponse response, int length, Duration longest)
            throws IOException {
        byte[] body = new byte[length];
        AsyncContext waiting = request.startAsync(new ReceivedRequest(request, body), response);
        new BodyReading(waiting, request.getInputStream(), body, true).begin(longest);
    }

    /** Drops the body of a request that has been answered. */
    static void drop(HttpServletRequest request, HttpServletResponse response, Duration longest) throws IOException {
        AsyncContext waiting = request.startAsync(request, response);
        new BodyReading(waiting, request.getInputStream(), new byte[AT_ONCE], false).begin(longest);
    }

    private void begin(Duration longest) {
        waiting.setTimeout(longest.toMillis());
        waiting.addListener(this);
        coming.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (coming.isReady() && !coming.isFinished()) {
            int from = kept ? received : 0;
            int read = coming.read(into, from, into.length - from);
            if (read <= 0) {
                return;
            }
            received += read;
        }
    }

    @Override
    public void onAllDataRead() {
        if (kept && !ended) {
            ended = true;
            waiting.dispatch();
        } else {
            end();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        if (kept && !ended) {
            new Refused(
                            HttpServletResponse.SC_REQUEST_TIMEOUT,
                            "found " + received + " of " + into.length + " bytes of the body when its time was up")
                    .tell((HttpServletResponse) waiting.getResponse());
        }
        end();
    }

    /** The client is gone: there is nobody to answer. */
    @Override
    public void onError(Throwable failure) {
        end();
    }

    private void end() {
        if (!ended) {
            ended = true;
            waiting.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}

package science.pipeline.chassis.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Lets a request in once its body is here as a whole. No thread waits for a body, so those that drip hold up nobody;
 * one that is not here in time is refused, and so is one that is larger than any menu or does not tell how large it is.
 */
public final class WholeBody extends OncePerRequestFilter implements Ordered {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;

    private final Duration longest;

    public WholeBody() {
        this(LONGEST);
    }

    /** @param longest how long a body may take from its first byte to its last */
    WholeBody(Duration longest) {
        this.longest = longest;
    }

    /** Before all that could read a body, as Spring's filter for forms; behind what counts requests. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 2;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** With its body, a request comes by once more. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (response.isCommitted()) {
            logger.debug("who has been answered needs no page about the end of a body");
        } else if (request.getDispatcherType() == DispatcherType.ERROR) {
            chain.doFilter(request, response);
        } else if (request.getDispatcherType() == DispatcherType.ASYNC) {
            boolean withItsBody = WebUtils.getNativeRequest(request, ReceivedRequest.class) != null;
            chain.doFilter(withItsBody ? new AtTheFirstTime(request) : request, response);
        } else if (request.getHeader("Transfer-Encoding") != null) {
            refuse(request, response, LENGTH_REQUIRED, "found a body in chunks, expected one with a Content-Length");
        } else if (length > MOST_BYTES) {
            refuse(
                    request,
                    response,
                    TOO_LARGE,
                    "found a body of " + length + " bytes, expected at most " + MOST_BYTES);
        } else if (length > 0) {
            BodyReading.keep(request, response, (int) length, longest);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whoever comes behind sees it for the first time, and a login would leave one that comes again to the first. */
    private static final class AtTheFirstTime extends HttpServletRequestWrapper {

        AtTheFirstTime(HttpServletRequest request) {
            super(request);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }
    }

    /** The server would wait for the rest of the body, with a thread, if this did not take it. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, int status, String reason)
            throws IOException {
        new Refused(status, reason).tell(response);
        response.flushBuffer();
        BodyReading.drop(request, response, longest);
    }
}

package science.pipeline.analytics.observe;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are larger than any menu, or that do not tell how large they are, before they are read. */
@Component
final class BodyLimit extends OncePerRequestFilter {

    private static final long MOST_BYTES = 64 * 1024;
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            response.sendError(TOO_LARGE);
        } else if (request.getHeader("Transfer-Encoding") != null) {
            response.sendError(LENGTH_REQUIRED);
        } else {
            chain.doFilter(request, response);
        }
    }
}

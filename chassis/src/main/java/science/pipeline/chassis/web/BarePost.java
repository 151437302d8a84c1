package science.pipeline.chassis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes a POST that brings nothing for one that brings no JSON: {@code curl -X POST} sends no content type, and the
 * actuator would answer 415.
 */
public final class BarePost extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean bare = request.getMethod().equals("POST")
                && request.getContentType() == null
                && request.getContentLengthLong() <= 0
                && request.getHeader("Transfer-Encoding") == null;
        chain.doFilter(bare ? new WithContentType(request) : request, response);
    }

    /** Spring asks for the content type here, and not among the headers. */
    private static final class WithContentType extends HttpServletRequestWrapper {

        WithContentType(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_JSON_VALUE;
        }
    }
}

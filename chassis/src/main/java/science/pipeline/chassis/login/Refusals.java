package science.pipeline.chassis.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import science.pipeline.chassis.web.Refused;

/** How those are answered who may not come in: people in a browser are sent to log in, all others told why not. */
record Refusals(Login login) implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    static final String LOGIN = "/oauth2/authorization/" + Issuer.ID;

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (login.oidc().isForBrowsers()
                && request.getMethod().equals("GET")
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            // Not sendRedirect, which makes an address of it that a proxy in front of us would have to know.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + LOGIN);
        } else {
            onAuthenticationFailure(request, response, failure);
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (isFor(AuthenticationServiceException.class, failure)) {
            log.warn("A login could not be asked for: {}", failure.getMessage());
            tell(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "the login server cannot be asked; the log says why");
            return;
        }
        boolean passwords = !login.users().isEmpty();
        response.addHeader(
                HttpHeaders.WWW_AUTHENTICATE, passwords ? "Basic realm=\"pipeline\", charset=\"UTF-8\"" : "Bearer");
        tell(response, HttpServletResponse.SC_UNAUTHORIZED, reason(passwords, failure));
    }

    private static boolean isFor(Class<? extends Throwable> type, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private String reason(boolean passwords, AuthenticationException failure) {
        String detail = failure instanceof OAuth2AuthenticationException token
                        && token.getError().getDescription() != null
                ? ": " + token.getError().getDescription()
                : "";
        return "expected " + (passwords ? "a user and password out of login.users" : "")
                + (passwords && login.oidc().isUsed() ? ", or " : "")
                + (login.oidc().isUsed() ? "a bearer token of " + login.oidc().issuer() : "") + detail;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        String role = request.getMethod().equals("GET") ? Role.VIEWER.title() : Role.OPERATOR.title();
        tell(response, HttpServletResponse.SC_FORBIDDEN, "found no right to do this, expected the role " + role);
    }

    private static void tell(HttpServletResponse response, int status, String reason) throws IOException {
        new Refused(status, reason).tell(response);
    }
}

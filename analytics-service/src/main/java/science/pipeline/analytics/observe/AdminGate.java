package science.pipeline.analytics.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import science.pipeline.analytics.AnalyticsProperties;

/**
 * Lets operations that change something pass if they are enabled and the request bears the token. It is asked within
 * the operation, not by a filter in front of a path: so it stands wherever the endpoints may be moved to.
 */
@Component
final class AdminGate {

    /** @param status the HTTP status of a refusal, 200 if the request may pass */
    record Answer(int status, String reason) {
        boolean passes() {
            return status == 200;
        }
    }

    private static final Answer PASS = new Answer(200, "");
    private static final String BEARER = "Bearer ";

    private final AnalyticsProperties.Admin admin;

    AdminGate(AnalyticsProperties properties) {
        admin = properties.admin();
    }

    /** About the request that the current thread serves. */
    Answer ask() {
        return RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes
                ? ask(attributes.getRequest().getHeader(HttpHeaders.AUTHORIZATION))
                : ask(null);
    }

    Answer ask(@Nullable String authorization) {
        if (!admin.enabled()) {
            return new Answer(
                    403, "analytics.admin.enabled is false: set it to true, and analytics.admin.token, to allow this");
        }
        if (admin.token().isBlank()) {
            return new Answer(403, "analytics.admin.token is empty: set it, so that not everybody may do this");
        }
        if (authorization == null || !authorization.startsWith(BEARER) || !isToken(authorization)) {
            return new Answer(
                    401, "expected the header Authorization: Bearer TOKEN, with analytics.admin.token as TOKEN");
        }
        return PASS;
    }

    private boolean isToken(String authorization) {
        byte[] shown = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        // Takes the same time wherever the two differ.
        return MessageDigest.isEqual(shown, admin.token().getBytes(StandardCharsets.UTF_8));
    }
}

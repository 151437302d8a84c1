package science.pipeline.chassis.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Lets operations that change something pass if they are enabled and the request bears the token. It is asked within
 * the operation, not by a filter in front of a path: so it stands wherever the endpoints may be moved to.
 */
public final class AdminGate {

    /** @param status the HTTP status of a refusal, 200 if the request may pass */
    public record Answer(int status, String reason) {
        public boolean passes() {
            return status == 200;
        }
    }

    private static final Answer PASS = new Answer(200, "");
    private static final String BEARER = "Bearer ";

    private final String prefix;
    private final boolean enabled;
    private final String token;

    /** @param prefix of the two keys, as {@code analytics.admin} */
    public AdminGate(String prefix, boolean enabled, String token) {
        this.prefix = prefix;
        this.enabled = enabled;
        this.token = token;
    }

    /** About the request that the current thread serves. */
    public Answer ask() {
        return RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes
                ? ask(attributes.getRequest().getHeader(HttpHeaders.AUTHORIZATION))
                : ask(null);
    }

    public Answer ask(@Nullable String authorization) {
        if (!enabled) {
            return new Answer(
                    403, prefix + ".enabled is false: set it to true, and " + prefix + ".token, to allow this");
        }
        if (token.isBlank()) {
            return new Answer(403, prefix + ".token is empty: set it, so that not everybody may do this");
        }
        if (authorization == null || !authorization.startsWith(BEARER) || !isToken(authorization)) {
            return new Answer(
                    401, "expected the header Authorization: Bearer TOKEN, with " + prefix + ".token as TOKEN");
        }
        return PASS;
    }

    private boolean isToken(String authorization) {
        byte[] shown = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        // Takes the same time wherever the two differ.
        return MessageDigest.isEqual(shown, token.getBytes(StandardCharsets.UTF_8));
    }
}

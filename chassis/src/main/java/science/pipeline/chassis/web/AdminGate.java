package science.pipeline.chassis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Lets operations that change something pass if the request comes from an operator who has logged in, or if they are
 * enabled and it bears the token; and writes down who changed what. It is asked within the operation, not by a filter
 * in front of a path: so it stands wherever the endpoints may be moved to.
 */
public final class AdminGate {

    /** Who may change something, in the words of the servlet API. */
    public static final String OPERATOR = "operator";

    /** @param status the HTTP status of a refusal, 200 if the request may pass */
    public record Answer(int status, String reason) {
        public boolean passes() {
            return status == 200;
        }
    }

    /** Changes and who made them, at level info. */
    private static final Logger audit = LoggerFactory.getLogger("science.pipeline.audit");

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
        HttpServletRequest request = request();
        return request != null && request.isUserInRole(OPERATOR)
                ? PASS
                : ask(request == null ? null : request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    Answer ask(@Nullable String authorization) {
        if (!enabled) {
            return new Answer(
                    403, prefix + ".enabled is false: set it to true, and " + prefix + ".token, to allow this");
        }
        if (token.isBlank()) {
            return new Answer(403, prefix + ".token is empty: set it, so that not everybody may do this");
        }
        if (!isToken(authorization)) {
            return new Answer(
                    401, "expected the header Authorization: Bearer TOKEN, with " + prefix + ".token as TOKEN");
        }
        return PASS;
    }

    /** Whether a request bears the token, where there is one. */
    public boolean isBorneBy(HttpServletRequest request) {
        return ask(request.getHeader(HttpHeaders.AUTHORIZATION)).passes();
    }

    /** The name of the person who has logged in for the request that the current thread serves; empty for none. */
    public Optional<String> person() {
        HttpServletRequest request = request();
        return Optional.ofNullable(request == null ? null : request.getUserPrincipal())
                .map(person -> oneLine(person.getName()));
    }

    /**
     * To be told once something was changed by the request that the current thread serves.
     *
     * @param what was changed, and to what
     */
    public void changed(String what) {
        HttpServletRequest request = request();
        Principal person = request == null ? null : request.getUserPrincipal();
        String who = person == null ? "the admin token" : person.getName();
        String whence = request == null ? "this process" : request.getRemoteAddr();
        audit.atInfo()
                .addKeyValue("user.name", who)
                .addKeyValue("source.ip", whence)
                .addKeyValue("event.action", what)
                .log("{} (changed by {}, from {})", what, oneLine(who), whence);
    }

    /** A name out of a token may hold anything. */
    private static String oneLine(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }

    private boolean isToken(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        byte[] shown = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        // Takes the same time wherever the two differ.
        return MessageDigest.isEqual(shown, token.getBytes(StandardCharsets.UTF_8));
    }
}

package science.pipeline.chassis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers those alone who ask for this service by a name that it goes by. A page of a stranger may give its own name
 * our address once it is open (DNS rebinding); the browser then takes the two for one site, but still asks by that
 * name.
 */
public final class HostGate extends OncePerRequestFilter implements Ordered {

    private final String key;
    private final Set<HostName> allowed;
    private final boolean everyAddress;

    /**
     * @param key of the configuration that names further hosts
     * @param address that the server listens on, as configured
     * @param bound the same, resolved; null = everywhere. Beyond the loopback, all numeric addresses are let in: no
     *     stranger's name is in them, and a machine does not know all that lead to it
     * @param allowed beside the loopback's names
     */
    public HostGate(String key, String address, @Nullable InetAddress bound, Collection<HostName> allowed) {
        this.key = key;
        this.everyAddress = bound == null || !bound.isLoopbackAddress();
        this.allowed = Stream.concat(Stream.of(HostName.written(address)), allowed.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Behind {@link WholeBody}: what is refused here has no body that could still drip. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 3;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Not the server's name: a header that a proxy may set, and so a script, could change that one.
        Optional<Refused> refusal = refusal(request.getHeader(HttpHeaders.HOST));
        if (refusal.isPresent()) {
            refusal.get().tell(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** @param host null in requests of HTTP/1.0; no browser leaves it out */
    Optional<Refused> refusal(@Nullable String host) {
        return host == null || passes(HostName.ofHeader(host))
                ? Optional.empty()
                : Optional.of(new Refused(
                        HttpStatus.MISDIRECTED_REQUEST.value(),
                        "found the Host " + host + ", expected localhost, a loopback address, or a name out of " + key
                                + ": add it there if this service shall be asked by that name"));
    }

    private boolean passes(HostName host) {
        return host.isLoopback() || everyAddress && host.isAddress() || allowed.contains(host);
    }
}

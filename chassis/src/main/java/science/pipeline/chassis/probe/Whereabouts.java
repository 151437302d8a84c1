package science.pipeline.chassis.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Writes where a service is asked whether it is ready into the file that {@code PROBE_FILE} names; without that
 * variable nothing. {@link Probe} reads it, so that a container's health check follows port, path and scheme however
 * they are set.
 */
public final class Whereabouts implements ApplicationListener<WebServerInitializedEvent> {

    private static final Logger log = LoggerFactory.getLogger(Whereabouts.class);
    private static final String FILE = "probe.file";
    private static final String MANAGEMENT = "management";

    /** A second server, for the actuator alone, comes up behind the first, and what it writes holds. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent begun) {
        Environment settings = begun.getApplicationContext().getEnvironment();
        String file = settings.getProperty(FILE, "");
        if (file.isBlank()) {
            return;
        }
        boolean apart = MANAGEMENT.equals(begun.getApplicationContext().getServerNamespace());
        try {
            Files.writeString(
                    Path.of(file),
                    readiness(settings, apart, begun.getWebServer().getPort()));
        } catch (IOException unwritable) {
            log.warn(
                    "PROBE_FILE: found {}, which cannot be written ({}); a health check finds nobody",
                    file,
                    unwritable);
        }
    }

    /** @param apart whether the actuator has a server of its own */
    static String readiness(Environment settings, boolean apart, int port) {
        String server = apart ? "management.server" : "server";
        String path = settings.getProperty(apart ? "management.server.base-path" : "server.servlet.context-path", "")
                + settings.getProperty("management.endpoints.web.base-path", "/actuator")
                + "/"
                + settings.getProperty("management.endpoints.web.path-mapping.health", "health")
                + "/readiness";
        return scheme(settings, server) + "://" + host(settings.getProperty(server + ".address", "")) + ":" + port
                + path.replaceAll("/{2,}", "/");
    }

    private static String scheme(Environment settings, String server) {
        boolean named = settings.containsProperty(server + ".ssl.bundle")
                || settings.containsProperty(server + ".ssl.key-store")
                || settings.containsProperty(server + ".ssl.certificate");
        return named && settings.getProperty(server + ".ssl.enabled", Boolean.class, true) ? "https" : "http";
    }

    private static String host(String address) {
        try {
            InetAddress bound = InetAddress.getByName(address);
            if (!address.isBlank() && !bound.isAnyLocalAddress()) {
                return address.contains(":") ? "[" + address + "]" : address;
            }
        } catch (UnknownHostException unknown) {
            log.debug("the server listens, its address does not resolve", unknown);
        }
        return "127.0.0.1";
    }
}

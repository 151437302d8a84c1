package science.pipeline.analytics;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Names the key of the port that somebody else listens on. */
@Order(0)
final class PortInUseFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    private static final String KEY = "analytics.port";

    private final @Nullable Environment environment;

    PortInUseFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        String port = Integer.toString(cause.getPort());
        if (environment == null || !port.equals(environment.getProperty(KEY))) {
            return null;
        }
        return new FailureAnalysis(
                KEY + ": found " + port + ", on which another program listens; expected a free port",
                "Stop that program, or take another port: --" + KEY + "=8090",
                cause);
    }
}

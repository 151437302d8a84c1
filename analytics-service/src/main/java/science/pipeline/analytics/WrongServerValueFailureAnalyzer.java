package science.pipeline.analytics;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** The server's port and address are filled from our keys, which people have written. */
@Order(0)
final class WrongServerValueFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    private final @Nullable Environment environment;

    WrongServerValueFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
        String key = cause.getName().replaceFirst("^server\\.", "analytics.");
        String written = environment == null ? null : environment.getProperty(key);
        if (key.equals(cause.getName()) || written == null) {
            return null;
        }
        return new FailureAnalysis(
                key + ": found '" + written + "', expected a port from 0 to 65535",
                "Correct the value, then start again.",
                cause);
    }
}

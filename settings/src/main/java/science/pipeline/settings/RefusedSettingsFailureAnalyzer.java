package science.pipeline.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Shows what is wrong with a configuration, a line for each fault. */
@Order(0)
final class RefusedSettingsFailureAnalyzer extends AbstractFailureAnalyzer<RefusedSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedSettings cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct it there, then start again.", cause);
    }
}

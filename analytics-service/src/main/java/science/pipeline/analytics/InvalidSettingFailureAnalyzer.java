package science.pipeline.analytics;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.settings.Faults;

/** Says key, found and expected where the analysis or the intake refuses a setting; of all that are wrong. */
@Order(0)
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSetting> {

    private final @Nullable Environment environment;

    InvalidSettingFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSetting cause) {
        String told = environment instanceof ConfigurableEnvironment known ? Faults.told(known) : "";
        String found = cause.path() + ": found " + cause.found();
        return new FailureAnalysis(
                told.isEmpty()
                        ? cause.getMessage()
                        : told.contains(found) ? told : cause.getMessage() + System.lineSeparator() + told,
                "Correct the value, then start again.",
                cause);
    }
}

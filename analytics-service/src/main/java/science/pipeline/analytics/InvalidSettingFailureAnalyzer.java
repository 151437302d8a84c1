package science.pipeline.analytics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import science.pipeline.analysis.InvalidSetting;

/** Says key, found and expected where the analysis or the intake refuses a setting. */
@Order(0)
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSetting> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSetting cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct the value, then start again.", cause);
    }
}

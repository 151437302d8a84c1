package science.pipeline.analytics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import science.pipeline.dataset.sink.Refusal;

/** A refusal says by itself what was found and what to do. */
@Order(0)
final class RefusalFailureAnalyzer extends AbstractFailureAnalyzer<Refusal> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, Refusal cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}

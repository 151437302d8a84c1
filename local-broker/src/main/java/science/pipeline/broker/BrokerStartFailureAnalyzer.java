package science.pipeline.broker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a {@link BrokerStartException} into one readable message instead of a stack trace. */
final class BrokerStartFailureAnalyzer extends AbstractFailureAnalyzer<BrokerStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BrokerStartException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}

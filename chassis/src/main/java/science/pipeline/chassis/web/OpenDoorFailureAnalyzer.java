package science.pipeline.chassis.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Says why a service that would be open to everybody does not start. */
@Order(0)
final class OpenDoorFailureAnalyzer extends AbstractFailureAnalyzer<FrontDoor.OpenDoor> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FrontDoor.OpenDoor cause) {
        return new FailureAnalysis(cause.getMessage(), "Set one of them, then start again.", cause);
    }
}

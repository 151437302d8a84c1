package science.pipeline.analytics.intake;

import science.pipeline.dataset.sink.Refusal;

/** Who ends the service when what was found forbids to go on. Any thread. */
@FunctionalInterface
public interface Refusals {

    /** Ends the service, not waiting for the end. */
    void refuse(Refusal refusal);
}

package science.pipeline.engine;

import java.util.function.Function;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.event.EventBatch;

/**
 * What becomes of a fault of the analysis: the same records would bring it again, so it is no trouble that passes, and
 * a dataset without them would not be the stream's.
 */
final class AnalysisFault {

    private AnalysisFault() {}

    /**
     * What a step makes of a batch.
     *
     * @throws Refusal when the step fails
     */
    static <T> T refused(int partition, EventBatch batch, Function<EventBatch, T> step) {
        try {
            return step.apply(batch);
        } catch (RuntimeException fault) {
            throw new Refusal(
                    "BUG: the analysis failed at partition " + partition + "@" + batch.offset[0]
                            + " (events up to offset "
                            + batch.offset[batch.size() - 1] + "): " + fault
                            + ". Nothing was changed: the dataset stands up to its last commit. Please report it with"
                            + " the trace that follows; a version without the fault goes on from there, and so does"
                            + " this one with the detector or histogram that the trace names switched off.",
                    fault);
        }
    }
}

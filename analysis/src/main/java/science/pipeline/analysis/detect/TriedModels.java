package science.pipeline.analysis.detect;

import java.util.List;
import science.pipeline.event.EventBatch;

/** Models beside the layers at work: asked about every event, and counted where they would have flagged it. */
final class TriedModels {

    private final List<OwnModel> models;
    private final Evidence evidence = new Evidence();

    TriedModels(List<OwnModel> models) {
        this.models = models;
    }

    /** To be called once the batch is flagged. */
    void ask(EventBatch batch, Flags flags, Budget budget) {
        for (OwnModel model : models) {
            model.score(batch, evidence);
            model.trial().count(batch, evidence, budget, flags.flagged);
        }
    }
}

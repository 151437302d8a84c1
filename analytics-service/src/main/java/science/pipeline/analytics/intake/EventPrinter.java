package science.pipeline.analytics.intake;

import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.Reject;
import science.pipeline.event.EventBatch;

/** Shows events to whoever watches. Called by every listener thread, for each partition by one at a time. */
public interface EventPrinter {

    void events(int partition, EventBatch batch, Verdicts verdicts);

    void rejected(int partition, long offset, Reject reject);
}

package science.pipeline.analytics.intake;

import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.Reject;
import science.pipeline.event.EventBatch;

/** Shows chosen events to whoever watches the terminal. Called by every listener thread. */
public interface EventPrinter {

    void events(EventBatch batch, Verdicts verdicts);

    void rejected(int partition, long offset, Reject reject);
}

package science.pipeline.engine;

import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.Rejection;
import science.pipeline.event.EventBatch;

/** Shows events to whoever watches. Called by every listener thread, for each partition by one at a time. */
public interface EventPrinter {

    /** Shows nothing. */
    EventPrinter NONE = new EventPrinter() {
        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {}

        @Override
        public void rejected(int partition, long offset, Rejection rejection) {}
    };

    void events(int partition, EventBatch batch, Verdicts verdicts);

    void rejected(int partition, long offset, Rejection rejection);
}

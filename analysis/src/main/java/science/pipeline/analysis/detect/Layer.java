package science.pipeline.analysis.detect;

import java.util.Map;
import science.pipeline.event.EventBatch;

/**
 * One question put to every event. A layer scores a row by what it has learnt from the rows before it, then learns from
 * the row; layers never read each other's state.
 */
interface Layer extends Learnt {

    /** As it appears in reasons and configuration: {@code [a-z_]+}. */
    String name();

    /** Writes every row's answer into {@code evidence}, in order. */
    void score(EventBatch batch, Evidence evidence);

    /** Whether it is at work, and if not, why. */
    LayerStatus status();

    /** The fields of a row that its answer came from, by name. */
    Map<String, Double> features(EventBatch batch, int row);
}

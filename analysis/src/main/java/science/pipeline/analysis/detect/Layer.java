package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.IOException;
import java.util.Map;
import science.pipeline.event.EventBatch;

/**
 * One question put to every event. A layer scores a row by what it has learnt from the rows before it, then learns from
 * the row; layers never read each other's state.
 */
interface Layer extends Learnt {

    /**
     * As it appears in reasons and configuration: {@code [a-z_]+}; of {@link Outlier}, with its field's name; of
     * {@link OwnModel}, {@code models.} and its own.
     */
    String name();

    /** Writes every row's answer into {@code evidence}, in order. */
    void score(EventBatch batch, Evidence evidence);

    /** Whether it is at work, and if not, why. */
    LayerStatus status();

    /** The fields of a row that its answer came from, by name. */
    Map<String, Double> features(EventBatch batch, int row);

    /** The unit of what it observes and expects; empty for none. */
    default String unit(EventBatch batch) {
        return "";
    }

    /**
     * Whether it finds something in many events, and by chance as often as it says. Those that are silent but for what
     * hardly ever happens by chance do not count where the strongest answer is corrected for having asked several.
     */
    default boolean isOftenAsked() {
        return true;
    }

    /** Whether it says of every row on which side of the usual it is, in {@link Evidence#side}. */
    default boolean tellsSides() {
        return false;
    }

    /** Whether its answers are numbers of any size, which may be combined with others. */
    default boolean isCombined() {
        return tellsSides();
    }

    /** Forgets what it has learnt of one detector; what it has learnt of all of them together stays. */
    default void forget(int detector) {}

    /** The form in which it is saved; each layer counts its own. */
    default int version() {
        return 1;
    }

    /**
     * Takes up what was saved in a form of its own.
     *
     * @param version of that form, 1 to {@link #version()}
     */
    default void load(DataInput in, int version) throws IOException {
        load(in);
    }
}

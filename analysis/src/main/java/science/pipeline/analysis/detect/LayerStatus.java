package science.pipeline.analysis.detect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a layer is doing in one partition.
 *
 * @param layer its name
 * @param state whether it may flag
 * @param reason why it may not, or for which part of the stream; empty when there is nothing to say
 * @param eventsSeen how many events it has learnt from
 * @param tried what it would have flagged; null unless it is tried
 */
public record LayerStatus(
        String layer,
        State state,
        String reason,
        long eventsSeen,
        @Nullable Tried tried) {

    /** One that is not tried. */
    public LayerStatus(String layer, State state, String reason, long eventsSeen) {
        this(layer, state, reason, eventsSeen, null);
    }

    /**
     * What a model would have flagged so far.
     *
     * @param wouldFlag events
     * @param alsoFlagged those of them that are flagged by the layers at work
     * @param labelled those of them that bear the sender's label
     * @param latest offsets of the last few of them
     */
    public record Tried(long wouldFlag, long alsoFlagged, long labelled, Set<Long> latest) {}

    /** Whether a layer may flag. */
    public enum State {
        /** It has seen too few events to know what is rare. */
        WARMING_UP,
        ACTIVE,
        /** A model that is asked about every event, and may flag none. */
        SHADOW,
        /** It fails for so many events that it says nothing about any; it goes on learning. */
        MUTED,
        /** The stream has no field of a role that it needs, or none that it was told to look at. */
        NOT_APPLICABLE
    }

    /** The status of a layer that flags from a number of events on. */
    static LayerStatus warmingUpBefore(long warmUp, String layer, long seen) {
        return seen < warmUp
                ? new LayerStatus(layer, State.WARMING_UP, seen + " of " + warmUp + " events", seen)
                : new LayerStatus(layer, State.ACTIVE, "", seen);
    }
}

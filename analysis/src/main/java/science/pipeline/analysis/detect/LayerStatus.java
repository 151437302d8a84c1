package science.pipeline.analysis.detect;

/**
 * What a layer is doing in one partition.
 *
 * @param layer its name
 * @param state whether it may flag
 * @param reason why it may not, or for which part of the stream; empty when there is nothing to say
 * @param eventsSeen how many events it has learnt from
 */
public record LayerStatus(String layer, State state, String reason, long eventsSeen) {

    /** Whether a layer may flag. */
    public enum State {
        /** It has seen too few events to know what is rare. */
        WARMING_UP,
        ACTIVE,
        /** It fails for so many events that it says nothing about any; it goes on learning. */
        MUTED
    }

    /** The status of a layer that flags from a number of events on. */
    static LayerStatus warmingUpBefore(long warmUp, String layer, long seen) {
        return seen < warmUp
                ? new LayerStatus(layer, State.WARMING_UP, seen + " of " + warmUp + " events", seen)
                : new LayerStatus(layer, State.ACTIVE, "", seen);
    }
}

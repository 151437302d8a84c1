package science.pipeline.analysis.watch;

import org.jspecify.annotations.Nullable;

/**
 * What was thought of a detector, from when to when.
 *
 * @param state of the detector
 * @param from start of the first window of which this holds, as on the wire
 * @param to start of the first window of which it does not hold any more; null while it holds
 * @param reason why, as it was at the beginning
 */
public record DetectorState(
        String detector,
        Health state,
        String from,
        @Nullable String to,
        String reason) {

    /** The same, ended. */
    public DetectorState until(String end) {
        return new DetectorState(detector, state, from, end, reason);
    }
}

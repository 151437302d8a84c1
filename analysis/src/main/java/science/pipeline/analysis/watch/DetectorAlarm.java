package science.pipeline.analysis.watch;

import org.jspecify.annotations.Nullable;

/**
 * An excursion of a detector from what is usual, against the median of all detectors.
 *
 * @param observable {@code rate} or {@code energy_scale}
 * @param raised start of the window that raised it, as on the wire
 * @param cleared start of the first window that was found usual again; null while it stands
 * @param onset start of the window in which it seems to have begun
 * @param observed in the window that raised it: events; or the scale, where 1 is usual
 * @param expected the same as it usually is
 * @param change mean relative change since the onset: −0.05 is five per cent too low
 * @param pull mean deviation since the onset, in standard deviations of a window
 * @param chart which control chart raised it
 * @param windowsLearnt how many windows of the detector its usual behaviour was learnt from
 * @param reason the same in words
 */
public record DetectorAlarm(
        String detector,
        String observable,
        String raised,
        @Nullable String cleared,
        String onset,
        double observed,
        double expected,
        double change,
        double pull,
        String chart,
        int windowsLearnt,
        String reason) {

    /** Whether it is the same excursion, at whatever time. */
    public boolean isSameAs(DetectorAlarm other) {
        return detector.equals(other.detector) && observable.equals(other.observable) && raised.equals(other.raised);
    }

    DetectorAlarm clearedAt(String window) {
        return new DetectorAlarm(
                detector,
                observable,
                raised,
                window,
                onset,
                observed,
                expected,
                change,
                pull,
                chart,
                windowsLearnt,
                reason);
    }
}

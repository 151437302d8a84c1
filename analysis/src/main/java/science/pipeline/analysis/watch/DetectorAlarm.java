package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An excursion of a detector from what is usual, against the median of all detectors.
 *
 * @param observable {@code rate}, {@code energy_scale} or {@code shape}
 * @param raised start of the window that raised it, as on the wire
 * @param cleared start of the first window that was found usual again; null while it stands
 * @param onset start of the window in which it seems to have begun
 * @param observed in the newest window that has shown its size: events; or the scale, where 1 is usual
 * @param expected the same as it usually is
 * @param change mean relative change, −0.05 is five per cent too low: since the onset, or over the newest windows once
 *     these show another size
 * @param pull mean deviation of the same windows, in standard deviations of one
 * @param chart which control chart raised it; of a shape, which histogram
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

    /** Writes one that stands. */
    void save(DataOutput out) throws IOException {
        out.writeUTF(detector);
        out.writeUTF(observable);
        out.writeUTF(raised);
        out.writeUTF(onset);
        out.writeDouble(observed);
        out.writeDouble(expected);
        out.writeDouble(change);
        out.writeDouble(pull);
        out.writeUTF(chart);
        out.writeInt(windowsLearnt);
        out.writeUTF(reason);
    }

    static DetectorAlarm load(DataInput in) throws IOException {
        return new DetectorAlarm(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                null,
                in.readUTF(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readUTF(),
                in.readInt(),
                in.readUTF());
    }

    /** Whether it is the same excursion, at whatever time. */
    public boolean isSameAs(DetectorAlarm other) {
        return detector.equals(other.detector) && observable.equals(other.observable) && raised.equals(other.raised);
    }

    /** The same excursion, of another size. */
    DetectorAlarm resized(double newObserved, double newExpected, double newChange, double newPull, String newReason) {
        return new DetectorAlarm(
                detector,
                observable,
                raised,
                cleared,
                onset,
                newObserved,
                newExpected,
                newChange,
                newPull,
                chart,
                windowsLearnt,
                newReason);
    }

    /** The same, with a further word to its reason. */
    DetectorAlarm because(String why) {
        return resized(observed, expected, change, pull, reason + "; " + why);
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

package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * What all detectors have in common in a window: the median over detectors of events over their usual share. As long as
 * no shares are known, all events.
 */
final class Level {

    /** The median of two is their mean: it cannot tell which one is odd. */
    static final int FEWEST_DETECTORS = 3;

    private static final double WEIGHT = 0.1;

    private double typical;
    private boolean comparable;

    /** Whether enough detectors are known for a median, as of the window that was asked for last. */
    boolean isComparable() {
        return comparable;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(typical);
        out.writeBoolean(comparable);
    }

    void load(DataInput in) throws IOException {
        typical = in.readDouble();
        comparable = in.readBoolean();
    }

    /** @return not above 0 if the window does not tell */
    double of(Map<String, Long> events, Collection<WatchedDetector> detectors) {
        double[] levels = detectors.stream()
                .filter(detector -> detector.share() > 0)
                .mapToDouble(detector -> events.getOrDefault(detector.name(), 0L) / detector.share())
                .toArray();
        comparable = levels.length >= FEWEST_DETECTORS;
        if (!comparable) {
            return events.values().stream().mapToLong(count -> count).sum();
        }
        double median = Baseline.median(levels);
        if (median == 0) {
            return ofTheLiving(levels);
        }
        typical = typical == 0 ? median : (1 - WEIGHT) * typical + WEIGHT * median;
        return median;
    }

    /** Most detectors are silent: if the others count as ever, most are dead; a stray event tells nothing. */
    private double ofTheLiving(double[] sorted) {
        double[] living = Arrays.stream(sorted).filter(level -> level > 0).toArray();
        double median = living.length == 0 ? 0 : Baseline.median(living);
        return median > typical / 2 ? median : 0;
    }
}

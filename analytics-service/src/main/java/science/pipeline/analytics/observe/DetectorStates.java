package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How each detector compares with the median of all, for the map: by its share of the last minute's events. A detector
 * that counts ten times less or more than the median is not a matter of efficiency any more.
 */
final class DetectorStates {

    static final List<String> STATES = List.of("quiet", "ok", "low", "high", "dead", "hot");

    private static final double FAR = 10;
    private static final double OFF = 3;

    /** Below this median, nothing can be told from so few events. */
    private static final double TELLING = 20;

    private static final int FEWEST = 3;

    /**
     * @param name of the detector
     * @param events in the last minute
     * @param flagged those of them that are flagged
     * @param total events since this process reads
     * @param ratio events over the median of all detectors
     * @param state quiet (too few events to tell), ok, low, high, dead, hot
     */
    record Detector(String name, long events, long flagged, long total, double ratio, String state) {}

    private DetectorStates() {}

    static List<Detector> of(Totals minute, Totals all) {
        long[] sorted = minute.detectors().values().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        boolean telling = median >= TELLING && sorted.length >= FEWEST;
        List<Detector> detectors = new ArrayList<>();
        for (Map.Entry<String, Long> total : all.detectors().entrySet()) {
            String name = total.getKey();
            long events = minute.detectors().getOrDefault(name, 0L);
            double ratio = median == 0 ? 0 : events / median;
            long flagged = minute.flaggedByDetector().getOrDefault(name, 0L);
            detectors.add(
                    new Detector(name, events, flagged, total.getValue(), ratio, telling ? state(ratio) : "quiet"));
        }
        return detectors;
    }

    private static String state(double ratio) {
        if (ratio < 1 / FAR) {
            return "dead";
        }
        if (ratio > FAR) {
            return "hot";
        }
        if (ratio < 1 / OFF) {
            return "low";
        }
        return ratio > OFF ? "high" : "ok";
    }
}

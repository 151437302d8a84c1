package science.pipeline.analytics.observe;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.Health;
import science.pipeline.dataset.windows.LiveWatch;

/**
 * The alarms of detectors that stand, in the same words on the page, in health and in {@code /actuator/pipeline}. That
 * none stands is said only where somebody looks.
 *
 * @param open how many; null where nobody knows
 * @param worst detector and observable of the one that deviates most; null where none stands
 * @param reason of the worst, or why nobody knows; null where it is known that none stands
 */
record OpenAlarms(
        @Nullable Integer open,
        @Nullable String worst,
        @Nullable String reason) {

    private static final Comparator<DetectorAlarm> BY_DEVIATION =
            Comparator.comparingDouble(alarm -> Math.abs(alarm.pull()));

    static OpenAlarms of(LiveWatch.Findings found, RunState.State now) {
        List<DetectorAlarm> standing =
                found.alarms().stream().filter(alarm -> alarm.cleared() == null).toList();
        if (!standing.isEmpty()) {
            DetectorAlarm worst = standing.stream().max(BY_DEVIATION).orElseThrow();
            return new OpenAlarms(standing.size(), worst.detector() + " " + worst.observable(), worst.reason());
        }
        if (!now.word().isGood()) {
            return unknown("the service is " + now.word());
        }
        boolean isAnyJudged = found.states().stream().anyMatch(state -> state.state() != Health.UNKNOWN);
        return isAnyJudged ? new OpenAlarms(0, null, null) : unknown("detectors are " + DetectorStates.NOT_WATCHED);
    }

    private static OpenAlarms unknown(String reason) {
        return new OpenAlarms(null, null, reason);
    }

    boolean isAny() {
        return open != null && open > 0;
    }

    /** As a meter: no number while nobody knows. */
    double count() {
        return open == null ? Double.NaN : open;
    }

    /** How many, in words. */
    String words() {
        return open == null ? "alarms unknown" : open + (open == 1 ? " open alarm" : " open alarms");
    }
}

package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.Health;
import science.pipeline.analytics.intake.DetectorAlarms;

/** The detectors for the map: what the watch thinks of each, beside what it counted in the last minute. */
final class DetectorStates {

    static final String NOT_WATCHED = "not judged yet; or the watch is off";

    /**
     * @param name of the detector
     * @param events in the last minute
     * @param flagged those of them that are flagged
     * @param total events since this process reads
     * @param state what the watch thinks of it
     * @param since start of the first window of which this holds; null before any
     * @param reason why
     */
    record Detector(
            String name,
            long events,
            long flagged,
            long total,
            String state,
            @Nullable String since,
            String reason) {}

    private DetectorStates() {}

    static List<Detector> of(Totals minute, Totals all, List<DetectorState> watched) {
        Map<String, DetectorState> states = new HashMap<>();
        watched.forEach(state -> states.put(state.detector(), state));
        TreeSet<String> names = new TreeSet<>(all.detectors().keySet());
        names.addAll(states.keySet());
        List<Detector> detectors = new ArrayList<>();
        for (String name : names) {
            DetectorState state = states.get(name);
            detectors.add(new Detector(
                    name,
                    minute.detectors().getOrDefault(name, 0L),
                    minute.flaggedByDetector().getOrDefault(name, 0L),
                    all.detectors().getOrDefault(name, 0L),
                    (state == null ? Health.UNKNOWN : state.state()).toString(),
                    state == null ? null : state.from(),
                    state == null ? NOT_WATCHED : state.reason()));
        }
        return detectors;
    }

    /**
     * What is known of the detectors now: nothing, while nothing is read or all that is read counts in no window.
     *
     * @param found by the watch when it looked last
     */
    static List<DetectorState> known(List<DetectorState> found, RunState.State now) {
        if (now.word().isGood()) {
            return found;
        }
        String reason = "the service is " + now.word() + (now.reason() == null ? "" : ": " + now.reason());
        return found.stream()
                .map(state -> new DetectorState(state.detector(), Health.UNKNOWN, state.from(), null, reason))
                .toList();
    }

    /** How many detectors are in a state. */
    static long count(DetectorAlarms alarms, RunState now, Health health) {
        return known(alarms.findings().states(), now.now()).stream()
                .filter(state -> state.state() == health)
                .count();
    }
}

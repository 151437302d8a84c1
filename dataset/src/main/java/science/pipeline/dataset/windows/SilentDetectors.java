package science.pipeline.dataset.windows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.DetectorWatch;
import science.pipeline.analysis.watch.Health;
import science.pipeline.dataset.windows.LiveWatch.Announcer;
import science.pipeline.dataset.windows.LiveWatch.Findings;

/**
 * Alarms of detectors that are silent, told before their windows are over. Once these are judged the watch says by
 * itself what it finds; an early alarm that it does not confirm is cleared, and its detector, whose events come late,
 * has none any more, unless it is learnt anew.
 */
final class SilentDetectors {

    private static final Logger log = LoggerFactory.getLogger(SilentDetectors.class);

    private final Announcer announcer;
    private final Set<String> late = new HashSet<>();
    private List<DetectorAlarm> standing = List.of();

    SilentDetectors(Announcer announcer) {
        this.announcer = announcer;
    }

    /**
     * @param further windows that are not over
     * @param judgedUntil start of the window that was judged last
     */
    void look(List<WindowContribution> further, DetectorWatch watch, long judgedUntil) {
        List<WindowContribution> unjudged = further.stream()
                .filter(window -> window.startMicros() > judgedUntil)
                .toList();
        List<DetectorAlarm> found = new ArrayList<>();
        for (DetectorAlarm alarm : watch.silent(unjudged)) {
            if (!late.contains(alarm.detector())) {
                found.add(former(alarm));
            }
        }
        found.stream().filter(alarm -> !standing.contains(alarm)).forEach(alarm -> tell(alarm, "raised"));
        for (DetectorAlarm former : standing) {
            if (found.stream().noneMatch(alarm -> alarm.detector().equals(former.detector()))) {
                end(former, watch);
            }
        }
        standing = List.copyOf(found);
    }

    /** As it was told, as long as it stands. */
    private DetectorAlarm former(DetectorAlarm alarm) {
        return standing.stream()
                .filter(one -> one.detector().equals(alarm.detector()))
                .findFirst()
                .orElse(alarm);
    }

    /** Another alarm of its rate goes on from it, or there was none. */
    private void end(DetectorAlarm early, DetectorWatch watch) {
        boolean isConfirmed = watch.standing().stream()
                .anyMatch(alarm -> alarm.detector().equals(early.detector())
                        && alarm.observable().equals(early.observable()));
        if (!isConfirmed) {
            if (watch.knows(early.detector())) {
                late.add(early.detector());
            }
            tell(early, "cleared");
        }
    }

    private void tell(DetectorAlarm alarm, String what) {
        log.warn("detector {}: {} alarm {}: {}", alarm.detector(), alarm.observable(), what, alarm.reason());
        if (what.equals("raised")) {
            announcer.announce(List.of(alarm));
        }
    }

    /** What the watch knows, and these. */
    Findings among(List<DetectorState> states, List<DetectorAlarm> recent) {
        List<DetectorAlarm> alarms = new ArrayList<>(standing);
        alarms.addAll(recent);
        return new Findings(states.stream().map(this::stateOf).toList(), List.copyOf(alarms));
    }

    private DetectorState stateOf(DetectorState state) {
        return standing.stream()
                .filter(alarm -> alarm.detector().equals(state.detector()))
                .findFirst()
                .map(alarm -> new DetectorState(state.detector(), Health.BAD, alarm.raised(), null, alarm.reason()))
                .orElse(state);
    }
}

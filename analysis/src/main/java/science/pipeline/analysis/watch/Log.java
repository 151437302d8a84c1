package science.pipeline.analysis.watch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.WindowContribution;

/** Puts what the watch finds into words, and keeps what holds now. */
final class Log {

    private final DetectorWatch.Listener listener;
    private final Map<String, DetectorState> states = new TreeMap<>();
    private final Map<String, Map<Observable, DetectorAlarm>> standing = new LinkedHashMap<>();

    /** What was found in a window. */
    record Finding(double observed, double expected) {}

    Log(DetectorWatch.Listener listener) {
        this.listener = listener;
    }

    void news(
            Follower.News news,
            String detector,
            Observable observable,
            WindowContribution window,
            Follower follower,
            Finding finding) {
        switch (news) {
            case RAISED -> raised(detector, observable, window, follower, finding);
            case CLEARED -> cleared(detector, observable, window);
            case NONE -> {}
        }
    }

    private void raised(
            String detector, Observable observable, WindowContribution window, Follower follower, Finding finding) {
        Charts.Chart chart = Objects.requireNonNull(follower.nearest(), "BUG: an alarm without a chart");
        DetectorAlarm alarm = new DetectorAlarm(
                detector,
                observable.label(),
                DetectorWatch.time(window.startMicros()),
                null,
                DetectorWatch.time(chart.onset()),
                finding.observed(),
                finding.expected(),
                observable.change(chart.meanValue()),
                chart.meanDeviate(),
                chart.name,
                follower.baseline().windows(),
                words(observable, finding, chart));
        standing.computeIfAbsent(detector, absent -> new EnumMap<>(Observable.class))
                .put(observable, alarm);
        listener.raised(alarm);
    }

    private void cleared(String detector, Observable observable, WindowContribution window) {
        Map<Observable, DetectorAlarm> alarms = standing.get(detector);
        DetectorAlarm alarm = alarms.remove(observable);
        if (alarms.isEmpty()) {
            standing.remove(detector);
        }
        listener.cleared(alarm.clearedAt(DetectorWatch.time(window.startMicros())));
    }

    private static String words(Observable observable, Finding finding, Charts.Chart chart) {
        String what = switch (observable) {
            case RATE ->
                finding.observed() == 0
                        ? String.format(Locale.ROOT, "silent instead of %.0f events a window", finding.expected())
                        : String.format(
                                Locale.ROOT,
                                "%.0f events in a window instead of %.0f, rate %+.1f %%",
                                finding.observed(),
                                finding.expected(),
                                100 * observable.change(chart.meanValue()));
            case ENERGY_SCALE ->
                String.format(
                        Locale.ROOT,
                        "energy scale %+.1f %% against the other detectors",
                        100 * observable.change(chart.meanValue()));
        };
        return String.format(
                Locale.ROOT,
                "%s since %s; %.1f standard deviations a window (chart: %s)",
                what,
                DetectorWatch.time(chart.onset()),
                Math.abs(chart.meanDeviate()),
                chart.name);
    }

    void state(WatchedDetector detector, WindowContribution window, double common, boolean comparable) {
        if (detector.follower(Observable.RATE) == null) {
            unknown(detector.name(), window, detector.learning());
        } else if (!comparable) {
            unknown(detector.name(), window, "fewer than three detectors: nothing to compare with");
        } else if (!detector.isTelling(common)) {
            unknown(detector.name(), window, "too few events in a window to tell");
        } else {
            Health health = detector.health();
            if (!isIn(health, detector.name())) {
                change(detector.name(), health, window, reason(detector, health));
            }
        }
    }

    private String reason(WatchedDetector detector, Health health) {
        return switch (health) {
            case BAD ->
                String.join(
                        "; ",
                        alarmsOf(detector).stream().map(DetectorAlarm::reason).toList());
            case WARNING -> warning(detector);
            default -> "as usual";
        };
    }

    private List<DetectorAlarm> alarmsOf(WatchedDetector detector) {
        return List.copyOf(standing.getOrDefault(detector.name(), Map.of()).values());
    }

    private static String warning(WatchedDetector detector) {
        List<String> suspicions = new ArrayList<>();
        for (Observable observable : Observable.values()) {
            Follower follower = detector.follower(observable);
            if (follower != null && follower.health() == Health.WARNING) {
                Charts.Chart chart = Objects.requireNonNull(follower.nearest());
                suspicions.add(String.format(
                        Locale.ROOT,
                        "%s %s: the %s is at %.0f %% of its limit",
                        observable.label().replace('_', ' '),
                        chart.meanDeviate() < 0 ? "low" : "high",
                        chart.name,
                        100 * chart.share()));
            }
        }
        return String.join("; ", suspicions);
    }

    /** Says that nothing can be said of a detector. */
    void unknown(String detector, WindowContribution window, String reason) {
        if (!isIn(Health.UNKNOWN, detector) || !states.get(detector).reason().equals(reason)) {
            change(detector, Health.UNKNOWN, window, reason);
        }
    }

    private boolean isIn(Health health, String detector) {
        DetectorState state = states.get(detector);
        return state != null && state.state() == health;
    }

    private void change(String detector, Health health, WindowContribution window, String reason) {
        String now = DetectorWatch.time(window.startMicros());
        DetectorState state = new DetectorState(detector, health, now, null, reason);
        states.put(detector, state);
        listener.changed(state);
    }

    List<DetectorState> states() {
        return List.copyOf(states.values());
    }

    List<DetectorAlarm> standing() {
        return standing.values().stream()
                .flatMap(alarms -> alarms.values().stream())
                .toList();
    }
}

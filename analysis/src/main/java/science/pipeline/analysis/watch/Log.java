package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** Puts what the watch finds into words, and keeps what holds now. */
final class Log {

    private static final String SILENCE = "silence";

    private final DetectorWatch.Listener listener;
    private final Map<String, DetectorState> states = new TreeMap<>();
    private final Map<String, Map<Observable, DetectorAlarm>> standing = new LinkedHashMap<>();

    /** What was found in a window. */
    record Finding(double observed, double expected) {}

    Log(DetectorWatch.Listener listener) {
        this.listener = listener;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(states.size());
        for (DetectorState state : states.values()) {
            out.writeUTF(state.detector());
            out.writeUTF(state.state().name());
            out.writeUTF(state.from());
            out.writeUTF(state.reason());
        }
        List<DetectorAlarm> alarms = standing();
        out.writeInt(alarms.size());
        for (DetectorAlarm alarm : alarms) {
            alarm.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            String detector = in.readUTF();
            Health health = Health.valueOf(in.readUTF());
            states.put(detector, new DetectorState(detector, health, in.readUTF(), null, in.readUTF()));
        }
        for (int left = in.readInt(); left > 0; left--) {
            stands(DetectorAlarm.load(in));
        }
    }

    private void stands(DetectorAlarm alarm) {
        standing.computeIfAbsent(alarm.detector(), absent -> new EnumMap<>(Observable.class))
                .put(Observable.labelled(alarm.observable()), alarm);
    }

    /** Whether an alarm stands. */
    boolean stands(String detector, Observable observable) {
        return standing.getOrDefault(detector, Map.of()).containsKey(observable);
    }

    /** The alarm that there is news of. */
    private DetectorAlarm standing(String detector, Observable observable) {
        return Objects.requireNonNull(
                standing.getOrDefault(detector, Map.of()).get(observable), "BUG: news of an alarm that does not stand");
    }

    /** Whether any alarm stands. */
    boolean stands(String detector) {
        return standing.containsKey(detector);
    }

    /** An alarm of a detector that is silent beyond chance. */
    static DetectorAlarm silent(String detector, Silence silence, long raised) {
        String since = DetectorWatch.time(silence.since());
        return new DetectorAlarm(
                detector,
                Observable.RATE.label(),
                DetectorWatch.time(raised),
                null,
                since,
                0,
                silence.missing(),
                -1,
                -Math.sqrt(silence.missing()),
                SILENCE,
                0,
                String.format(
                        Locale.ROOT,
                        "silent since %s: no event instead of %.0f, as the others go on (chart: %s)",
                        since,
                        silence.missing(),
                        SILENCE));
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
            case RESIZED -> resized(detector, observable, window, follower, finding);
            case CLEARED -> cleared(detector, observable, window);
            case NONE -> {}
        }
    }

    void news(Follower.News news, String detector, Departure departure, WindowContribution window) {
        switch (news) {
            case RAISED -> raised(departure.alarm(detector, window));
            case RESIZED -> {
                DetectorAlarm alarm = standing(detector, Observable.SHAPE);
                DetectorAlarm now = departure.alarm(detector, window);
                resized(alarm.resized(now.observed(), now.expected(), now.change(), now.pull(), now.reason()), window);
            }
            case CLEARED -> cleared(detector, Observable.SHAPE, window);
            case NONE -> {}
        }
    }

    private void raised(DetectorAlarm alarm) {
        stands(alarm);
        listener.raised(alarm);
    }

    private void resized(DetectorAlarm alarm, WindowContribution window) {
        stands(alarm);
        listener.resized(alarm);
        change(alarm.detector(), Health.BAD, window, alarm.reason());
    }

    private void raised(
            String detector, Observable observable, WindowContribution window, Follower follower, Finding finding) {
        Charts.Chart chart = Objects.requireNonNull(follower.nearest(), "BUG: an alarm without a chart");
        String onset = DetectorWatch.time(chart.onset());
        Size size = new Size(chart.meanDeviate(), observable.change(chart.meanValue()));
        DetectorAlarm alarm = new DetectorAlarm(
                detector,
                observable.label(),
                DetectorWatch.time(window.startMicros()),
                null,
                onset,
                finding.observed(),
                finding.expected(),
                size.change(),
                size.pull(),
                chart.name,
                follower.baseline().windows(),
                words(observable, finding, size, onset, chart.name, window));
        raised(alarm);
    }

    /** The alarm stands as it was raised, with the size of the newest windows. */
    private void resized(
            String detector, Observable observable, WindowContribution window, Follower follower, Finding finding) {
        Excursion excursion = Objects.requireNonNull(follower.excursion(), "BUG: another size of no excursion");
        DetectorAlarm alarm = standing(detector, observable);
        Size size = new Size(excursion.size(), observable.change(excursion.value()));
        resized(
                alarm.resized(
                        finding.observed(),
                        finding.expected(),
                        size.change(),
                        size.pull(),
                        words(observable, finding, size, alarm.onset(), alarm.chart(), window)),
                window);
    }

    /** How large an excursion is: mean deviate, and relative change. */
    private record Size(double pull, double change) {}

    private void cleared(String detector, Observable observable, WindowContribution window) {
        DetectorAlarm alarm = standing(detector, observable);
        standing.computeIfPresent(detector, (name, alarms) -> {
            alarms.remove(observable);
            return alarms.isEmpty() ? null : alarms;
        });
        listener.cleared(alarm.clearedAt(DetectorWatch.time(window.startMicros())));
    }

    /** Alarms of a detector that is learnt anew are over. */
    void forget(String detector, WindowContribution window, String why) {
        Map<Observable, DetectorAlarm> alarms = standing.remove(detector);
        if (alarms != null) {
            String now = DetectorWatch.time(window.startMicros());
            alarms.values().forEach(alarm -> listener.cleared(alarm.because(why).clearedAt(now)));
        }
    }

    private static String words(
            Observable observable, Finding finding, Size size, String onset, String chart, WindowContribution window) {
        String what = switch (observable) {
            case RATE ->
                finding.observed() == 0
                        ? String.format(Locale.ROOT, "silent instead of %.0f events a window", finding.expected())
                        : String.format(
                                Locale.ROOT,
                                "%.0f events in a window instead of %.0f, rate %+.1f %%",
                                finding.observed(),
                                finding.expected(),
                                100 * size.change());
            case ENERGY_SCALE ->
                String.format(
                        Locale.ROOT, "%s %+.1f %% against the other detectors", scale(window), 100 * size.change());
            case SHAPE -> throw new IllegalArgumentException("BUG: shapes have no chart");
        };
        return String.format(
                Locale.ROOT,
                "%s since %s; %.1f standard deviations a window (chart: %s)",
                what,
                onset,
                Math.abs(size.pull()),
                chart);
    }

    /** What the scale is called: that of the energy, or of another measure by its name. */
    private static String scale(WindowContribution window) {
        String energy = Schema.byDefault().nameOf(Role.ENERGY, "");
        String measure = window.mainMeasure().orElse(energy);
        return measure.equals(energy) ? "energy scale" : "scale of " + measure;
    }

    void state(WatchedDetector detector, WindowContribution window, double common, boolean comparable) {
        if (stands(detector.name(), Observable.SHAPE)) {
            if (!isIn(Health.BAD, detector.name())) {
                change(detector.name(), Health.BAD, window, reason(detector, Health.BAD));
            }
        } else if (detector.follower(Observable.RATE) == null) {
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
        DetectorState state = states.get(detector);
        if (state == null || state.state() != Health.UNKNOWN || !state.reason().equals(reason)) {
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

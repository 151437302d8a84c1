package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.ValueSpectrum;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.watch.Baseline.Measurement;
import science.pipeline.event.EventTime;
import science.pipeline.event.NameTable;

/**
 * Watches the detectors' rates and energy scales, window by window, each against the median of all: what happens to all
 * of them alike is no fault of one. The same windows in the same order give the same alarms and states. Touched by one
 * thread.
 *
 * <p>Windows without a neighbour on both sides, as the first, the last and those around a pause, may be partly filled
 * and are passed over. Names beyond the cap, which share one, are not watched.
 */
public final class DetectorWatch {

    /** Of what is saved; raised with each change of it, or of what it means. */
    private static final int FORM = 4;

    /** What silence gets of the allowance: a chart that sees a rate fall sees it as well. */
    private static final double SHARE_OF_SILENCE = 0.05;

    /** What shapes get of it: a fault of shape is seldom small. */
    private static final double SHARE_OF_SHAPES = 0.1;

    /** Rate and energy scale share the rest. */
    private static final int CHARTED = 2;

    private final WatchConfiguration configuration;
    private final Limits limits;
    private final Log log;
    private final SortedMap<String, WatchedDetector> detectors = new TreeMap<>();
    private final long[] firstSpectrum = new long[ValueSpectrum.BINS];
    private final Level level = new Level();

    /** Events of detectors, until they are enough to begin. */
    private long firstEvents;

    private final SortedMap<String, Silence> silences = new TreeMap<>();
    private final double silenceChance;
    private final ShapeWatch shapes;
    private final Departures departures;
    private final Relearnings relearnings = new Relearnings();
    private @Nullable EnergyScale energyScale;
    private @Nullable WindowContribution pending;
    private boolean pendingFollows;

    /** Told of what changes. */
    public interface Listener {

        void raised(DetectorAlarm alarm);

        /** @param alarm that stands, with another size than it was told of with */
        void resized(DetectorAlarm alarm);

        void cleared(DetectorAlarm alarm);

        /** @param state that a detector is in now; with it the former one ends */
        void changed(DetectorState state);
    }

    public DetectorWatch(WatchConfiguration configuration, Listener listener) {
        this.configuration = configuration;
        this.limits = Limits.of(configuration.falseAlarmsPerMillion() / 1e6 * (1 - SHARE_OF_SHAPES) / CHARTED);
        this.shapes = new ShapeWatch(configuration.minimumWindows());
        this.departures = new Departures(configuration.falseAlarmsPerMillion() / 1e6 * SHARE_OF_SHAPES);
        this.silenceChance = configuration.falseAlarmsPerMillion() / 1e6 * SHARE_OF_SILENCE;
        this.log = new Log(listener);
    }

    /** Writes all that it has learnt and found; what comes next is judged by that alone. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(FORM);
        out.writeDouble(configuration.falseAlarmsPerMillion());
        out.writeInt(configuration.minimumWindows());
        out.writeInt(detectors.size());
        for (WatchedDetector detector : detectors.values()) {
            detector.save(out);
        }
        out.writeInt(firstSpectrum.length);
        for (long count : firstSpectrum) {
            out.writeLong(count);
        }
        out.writeLong(firstEvents);
        level.save(out);
        out.writeInt(silences.size());
        for (Map.Entry<String, Silence> silence : silences.entrySet()) {
            out.writeUTF(silence.getKey());
            silence.getValue().save(out);
        }
        shapes.save(out);
        departures.save(out);
        log.save(out);
        relearnings.save(out);
        out.writeBoolean(pendingFollows);
        out.writeBoolean(pending != null);
        if (pending != null) {
            pending.save(out);
        }
    }

    /**
     * Goes on from what was saved. The listener is told of what comes then.
     *
     * @return empty where another version or another configuration saved it: begin anew then
     * @throws IOException also if it is no saved watch, or damaged
     */
    public static Optional<DetectorWatch> load(DataInput in, WatchConfiguration configuration, Listener listener)
            throws IOException {
        if (in.readInt() != FORM
                || in.readDouble() != configuration.falseAlarmsPerMillion()
                || in.readInt() != configuration.minimumWindows()) {
            return Optional.empty();
        }
        DetectorWatch watch = new DetectorWatch(configuration, listener);
        for (int left = in.readInt(); left > 0; left--) {
            WatchedDetector detector = new WatchedDetector(in, configuration, watch.limits);
            watch.detectors.put(detector.name(), detector);
        }
        if (in.readInt() != ValueSpectrum.BINS) {
            return Optional.empty();
        }
        for (int bin = 0; bin < ValueSpectrum.BINS; bin++) {
            watch.firstSpectrum[bin] = in.readLong();
        }
        watch.energyScale = EnergyScale.of(watch.firstSpectrum).orElse(null);
        watch.firstEvents = in.readLong();
        watch.level.load(in);
        for (int left = in.readInt(); left > 0; left--) {
            watch.silences.put(in.readUTF(), Silence.load(in));
        }
        watch.shapes.load(in);
        watch.departures.load(in);
        watch.log.load(in);
        watch.relearnings.load(in);
        watch.pendingFollows = in.readBoolean();
        watch.pending = in.readBoolean() ? WindowContribution.load(in) : null;
        return Optional.of(watch);
    }

    /**
     * Which detectors are learnt anew, and from when on. One that has begun does not begin once more.
     *
     * @param all of them, also those that were known before
     */
    public void relearn(Collection<Relearning> all) {
        relearnings.know(all);
    }

    /**
     * Takes the next window. It is judged when its neighbour comes.
     *
     * @param window complete, merged over all partitions; later than those before
     */
    public void add(WindowContribution window) {
        WindowContribution former = pending;
        boolean follows = former != null && former.endMicros() == window.startMicros();
        if (former != null && follows && pendingFollows) {
            judge(former);
        }
        pending = window;
        pendingFollows = follows;
    }

    private void forget(Relearning one, WindowContribution window) {
        String name = one.detector();
        detectors.computeIfPresent(name, (known, former) -> new WatchedDetector(known, configuration));
        silences.remove(name);
        shapes.forget(name);
        departures.forget(name);
        log.forget(name, window, "the new normal, says " + one.by());
    }

    private void judge(WindowContribution window) {
        relearnings.beginWith(window).forEach(one -> forget(one, window));
        SortedMap<String, Long> counts = new TreeMap<>(window.eventsByDetector());
        counts.remove(NameTable.OTHER_NAME);
        SortedMap<String, ValueSpectrum> spectra = new TreeMap<>(window.byDetector());
        spectra.remove(NameTable.OTHER_NAME);
        counts.keySet()
                .forEach(name -> detectors.computeIfAbsent(name, absent -> new WatchedDetector(absent, configuration)));
        learnSilences(window, counts);
        firstEvents += counts.values().stream().mapToLong(count -> count).sum();
        EnergyScale scale = energyScale(spectra.values());
        double common = firstEvents < EnergyScale.ENOUGH ? 0 : level.of(counts, detectors.values());
        if (!(common > 0)) {
            detectors.keySet().forEach(name -> log.unknown(name, window, "too few events in all detectors to begin"));
            return;
        }
        Map<String, Measurement> scales = scale == null ? Map.of() : scales(spectra, scale);
        Comparison rates = Comparison.of(detectors.values(), Observable.RATE);
        Comparison energies = Comparison.of(detectors.values(), Observable.ENERGY_SCALE);
        for (WatchedDetector detector : detectors.values()) {
            long events = counts.getOrDefault(detector.name(), 0L);
            Optional<Measurement> measured = Optional.ofNullable(scales.get(detector.name()));
            rate(detector, events, common, window, rates);
            measured.ifPresent(one -> scale(detector, one, window, energies));
            detector.learn(events, common, measured, limits);
        }
        shapes(window);
        boolean comparable = detectors.values().stream()
                        .filter(detector -> detector.share() > 0)
                        .count()
                >= Level.FEWEST_DETECTORS;
        detectors.values().forEach(detector -> log.state(detector, window, common, comparable));
    }

    private void shapes(WindowContribution window) {
        shapes.judge(DetectorHistograms.of(window), log::stands)
                .forEach((name, departure) -> log.news(departures.judge(name, departure), name, departure, window));
    }

    private void learnSilences(WindowContribution window, SortedMap<String, Long> counts) {
        long all = counts.values().stream().mapToLong(count -> count).sum();
        counts.keySet().forEach(name -> silences.computeIfAbsent(name, absent -> new Silence()));
        silences.forEach((name, silence) -> silence.add(window.startMicros(), counts.getOrDefault(name, 0L), all));
    }

    /**
     * The detectors that are silent beyond chance, before a window is judged for it: by how far the others have come.
     * The watch does not change; what it says of a window once that is judged goes on from it.
     *
     * @param further windows after the one that was added last, in ascending order, whole or filled so far
     * @return an alarm for each, raised in the window in which it became improbable; none for detectors whose rate has
     *     an alarm that stands
     */
    public List<DetectorAlarm> silent(List<WindowContribution> further) {
        List<WindowContribution> windows = new ArrayList<>();
        if (pending != null) {
            windows.add(pending);
        }
        windows.addAll(further);
        if (silences.size() < Level.FEWEST_DETECTORS) {
            return List.of();
        }
        List<DetectorAlarm> silent = new ArrayList<>();
        silences.forEach((name, known) -> {
            if (!log.stands(name, Observable.RATE)) {
                silent(name, known, windows).ifPresent(silent::add);
            }
        });
        return silent;
    }

    /** Whether it has learnt how long a detector usually pauses. */
    public boolean knows(String detector) {
        return silences.containsKey(detector);
    }

    private Optional<DetectorAlarm> silent(String name, Silence known, List<WindowContribution> windows) {
        Silence silence = known;
        long raised = silence.isImprobable(silenceChance) ? silence.since() : -1;
        for (WindowContribution window : windows) {
            SortedMap<String, Long> counts = window.eventsByDetector();
            long all = counts.values().stream().mapToLong(count -> count).sum();
            silence = silence.with(window.startMicros(), counts.getOrDefault(name, 0L), all);
            if (!silence.isImprobable(silenceChance)) {
                raised = -1;
            } else if (raised < 0) {
                raised = window.startMicros();
            }
        }
        return raised < 0 ? Optional.empty() : Optional.of(Log.silent(name, silence, raised));
    }

    private @Nullable EnergyScale energyScale(Collection<ValueSpectrum> spectra) {
        if (energyScale == null) {
            spectra.forEach(spectrum -> spectrum.addTo(firstSpectrum));
            energyScale = EnergyScale.of(firstSpectrum).orElse(null);
        }
        return energyScale;
    }

    /** The detectors' scales, without what has changed for all of them. */
    private Map<String, Measurement> scales(SortedMap<String, ValueSpectrum> spectra, EnergyScale scale) {
        Map<String, Measurement> scales = new TreeMap<>();
        spectra.forEach((name, spectrum) -> scale.measure(spectrum).ifPresent(measured -> scales.put(name, measured)));
        if (scales.size() < Level.FEWEST_DETECTORS) {
            return Map.of();
        }
        double[] changes = scales.entrySet().stream()
                .mapToDouble(entry -> entry.getValue().value() - usualScale(entry.getKey()))
                .toArray();
        double common = Baseline.median(changes);
        scales.replaceAll((name, measured) -> new Measurement(measured.value() - common, measured.weight()));
        return scales;
    }

    private double usualScale(String name) {
        WatchedDetector detector = Objects.requireNonNull(detectors.get(name), "BUG: a scale of no detector");
        Follower follower = detector.follower(Observable.ENERGY_SCALE);
        return follower == null ? 0 : follower.baseline().mean();
    }

    private void rate(
            WatchedDetector detector, long events, double common, WindowContribution window, Comparison others) {
        Follower follower = detector.follower(Observable.RATE);
        if (follower != null && level.isComparable() && detector.isTelling(common)) {
            Measurement measured = detector.rate(events, common);
            double expected =
                    detector.share() * common * (1 + follower.baseline().mean());
            Follower.News news = follower.judge(measured, window.startMicros(), others);
            log.news(news, detector.name(), Observable.RATE, window, follower, new Log.Finding(events, expected));
        }
    }

    private void scale(WatchedDetector detector, Measurement measured, WindowContribution window, Comparison others) {
        Follower follower = detector.follower(Observable.ENERGY_SCALE);
        if (follower != null) {
            double observed =
                    StrictMath.exp(measured.value() - follower.baseline().mean());
            Follower.News news = follower.judge(measured, window.startMicros(), others);
            log.news(news, detector.name(), Observable.ENERGY_SCALE, window, follower, new Log.Finding(observed, 1));
        }
    }

    /** The states that hold now, by detector. */
    public List<DetectorState> states() {
        return log.states();
    }

    /** The alarms that stand now, in the order in which they were raised. */
    public List<DetectorAlarm> standing() {
        return log.standing();
    }

    static String time(long micros) {
        return EventTime.format(micros);
    }
}

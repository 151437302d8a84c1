package science.pipeline.analysis.watch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.EnergySpectrum;
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

    private final WatchConfiguration configuration;
    private final Limits limits;
    private final Log log;
    private final SortedMap<String, WatchedDetector> detectors = new TreeMap<>();
    private final long[] firstSpectrum = new long[EnergySpectrum.BINS];
    private final Level level = new Level();
    private @Nullable EnergyScale energyScale;
    private @Nullable WindowContribution pending;
    private boolean pendingFollows;

    /** Told of what changes. */
    public interface Listener {

        void raised(DetectorAlarm alarm);

        void cleared(DetectorAlarm alarm);

        /** @param state that a detector is in now; with it the former one ends */
        void changed(DetectorState state);
    }

    public DetectorWatch(WatchConfiguration configuration, Listener listener) {
        this.configuration = configuration;
        this.limits = Limits.of(configuration.falseAlarmsPerMillion() / 1e6 / Observable.values().length);
        this.log = new Log(listener);
    }

    /**
     * Takes the next window. It is judged when its neighbour comes.
     *
     * @param window complete, merged over all partitions; later than those before
     */
    public void add(WindowContribution window) {
        WindowContribution former = pending;
        boolean follows = former != null && former.endMicros() == window.startMicros();
        if (follows && pendingFollows) {
            judge(former);
        }
        pending = window;
        pendingFollows = follows;
    }

    private void judge(WindowContribution window) {
        SortedMap<String, EnergySpectrum> spectra = window.byDetector();
        spectra.remove(NameTable.OTHER_NAME);
        spectra.keySet()
                .forEach(name -> detectors.computeIfAbsent(name, absent -> new WatchedDetector(absent, configuration)));
        EnergyScale scale = energyScale(spectra.values());
        double common = scale == null ? 0 : level.of(spectra, detectors.values());
        if (scale == null || !(common > 0)) {
            detectors.keySet().forEach(name -> log.unknown(name, window, "too few events in all detectors to begin"));
            return;
        }
        Map<String, Measurement> scales = scales(spectra, scale);
        Comparison rates = Comparison.of(detectors.values(), Observable.RATE);
        Comparison energies = Comparison.of(detectors.values(), Observable.ENERGY_SCALE);
        for (WatchedDetector detector : detectors.values()) {
            EnergySpectrum spectrum = spectra.get(detector.name());
            long events = spectrum == null ? 0 : spectrum.count();
            Optional<Measurement> measured = Optional.ofNullable(scales.get(detector.name()));
            rate(detector, events, common, window, rates);
            measured.ifPresent(one -> scale(detector, one, window, energies));
            detector.learn(events, common, measured, limits);
        }
        boolean comparable = detectors.values().stream()
                        .filter(detector -> detector.share() > 0)
                        .count()
                >= Level.FEWEST_DETECTORS;
        detectors.values().forEach(detector -> log.state(detector, window, common, comparable));
    }

    private @Nullable EnergyScale energyScale(Collection<EnergySpectrum> spectra) {
        if (energyScale == null) {
            spectra.forEach(spectrum -> spectrum.addTo(firstSpectrum));
            energyScale = EnergyScale.of(firstSpectrum).orElse(null);
        }
        return energyScale;
    }

    /** The detectors' scales, without what has changed for all of them. */
    private Map<String, Measurement> scales(SortedMap<String, EnergySpectrum> spectra, EnergyScale scale) {
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
        Follower follower = detectors.get(name).follower(Observable.ENERGY_SCALE);
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

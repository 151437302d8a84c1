package science.pipeline.analysis.watch;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import science.pipeline.analysis.aggregate.Shape;
import science.pipeline.analysis.aggregate.ValueSpectrum;
import science.pipeline.analysis.aggregate.WindowContribution;

/**
 * How a window's histogram departs from what is usual.
 *
 * @param histogram which one
 * @param logOfChance natural logarithm of the chance that a usual window departs so far in one of the histograms
 * @param from of the group of bins that departs most; {@link #RARE} of what is rare
 * @param to of the same, excluded
 * @param observed events in it
 * @param expected the same, usually
 * @param events of the detector in the windows looked at
 * @param pull the group's part of the deviance, as a signed root
 * @param windowsLearnt from how many windows the past was learnt
 */
record Departure(
        String histogram,
        double logOfChance,
        int from,
        int to,
        double observed,
        double expected,
        long events,
        double pull,
        int windowsLearnt) {

    /** In place of a first bin. */
    static final int RARE = -1;

    private static final double LOG_OF_TEN = StrictMath.log(10);

    /** The alarm that it raises. */
    DetectorAlarm alarm(String detector, WindowContribution window) {
        String now = DetectorWatch.time(window.startMicros());
        return new DetectorAlarm(
                detector,
                Observable.SHAPE.label(),
                now,
                null,
                now,
                observed,
                expected,
                observed / expected - 1,
                pull,
                histogram,
                windowsLearnt,
                words(detector, window, now));
    }

    private String words(String detector, WindowContribution window, String now) {
        return String.format(
                Locale.ROOT,
                "%s since %s: %.0f of %d events %s instead of %s; 1 in 10^%.0f windows (chart: %s)",
                histogram,
                now,
                observed,
                events,
                group(window),
                String.format(Locale.ROOT, expected < 1 ? "%.2f" : "%.1f", expected),
                -logOfChance / LOG_OF_TEN,
                histogram);
    }

    private String group(WindowContribution window) {
        if (window.measureNames().contains(histogram)) {
            return from == RARE
                    ? "where it has few"
                    : String.format(
                            Locale.ROOT,
                            "from %.4g to %.4g",
                            ValueSpectrum.lowerEdge(from),
                            ValueSpectrum.lowerEdge(to));
        }
        if (from == RARE) {
            return "where it has few";
        }
        Shape shape = Stream.of(Shape.values())
                .filter(one -> one.label.equals(histogram))
                .findFirst()
                .orElseThrow();
        return shape == Shape.PARTICLE_TYPE ? "of " + types(window) : shape.words(from, to);
    }

    private String types(WindowContribution window) {
        return window.eventsByParticleType().keySet().stream()
                .filter(name -> Shape.ofName(name) == from)
                .collect(Collectors.joining(", "));
    }
}

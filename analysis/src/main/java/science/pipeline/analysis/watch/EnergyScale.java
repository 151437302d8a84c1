package science.pipeline.analysis.watch;

import java.util.Collection;
import java.util.Optional;
import science.pipeline.analysis.aggregate.ValueSpectrum;
import science.pipeline.analysis.watch.Baseline.Measurement;

/**
 * Reads from a detector's energies by which factor they are scaled. Each event counts with the score of a log-logistic
 * spectrum, {@code 1 / (1 + (E/m)^−s)}, whose median m and slope s are those of the first events of all detectors: near
 * the best that any spectrum that rises and falls allows, and bounded, so that no single event, however wild its
 * energy, says much (P. J. Huber, Robust Statistics (1981), chapter 5: M-estimates of scale).
 */
final class EnergyScale {

    /** From so many events on the form of the spectrum is known well enough. */
    static final long ENOUGH = 1000;

    /** Fewer events than this say nothing of a detector. */
    private static final long FEWEST = 10;

    /** The logarithms of a log-logistic distribution's quartiles are 2 ln 3 / s apart. */
    private static final double TWO_LN_THREE = 2 * StrictMath.log(3);

    private static final double STEEPEST = 50;

    private final double[] score = new double[ValueSpectrum.BINS];

    /** Mean score of the first events, and how it grows with the logarithm of the scale. */
    private final double usual;

    private final double growth;

    /** What one event tells: one over the variance of the logarithm of the scale. */
    private final double information;

    private EnergyScale(long[] spectrum, long events) {
        double low = quantile(spectrum, events, 0.25);
        double median = quantile(spectrum, events, 0.5);
        double high = quantile(spectrum, events, 0.75);
        double slope = high > low ? Math.min(STEEPEST, TWO_LN_THREE / StrictMath.log(high / low)) : STEEPEST;
        double sum = 0;
        double squares = 0;
        double growths = 0;
        for (int bin = 0; bin < score.length; bin++) {
            score[bin] = 1 / (1 + StrictMath.pow(ValueSpectrum.centre(bin) / median, -slope));
            sum += spectrum[bin] * score[bin];
            squares += spectrum[bin] * score[bin] * score[bin];
            growths += spectrum[bin] * slope * score[bin] * (1 - score[bin]);
        }
        usual = sum / events;
        growth = growths / events;
        information = growth * growth / Math.max(1e-6, squares / events - usual * usual);
    }

    /** The scale of a spectrum; none before it has events enough. */
    static Optional<EnergyScale> of(long[] spectrum) {
        long events = 0;
        for (long count : spectrum) {
            events += count;
        }
        return events < ENOUGH ? Optional.empty() : Optional.of(new EnergyScale(spectrum, events));
    }

    private static double quantile(long[] spectrum, long events, double share) {
        long left = (long) (events * share);
        int bin = 0;
        while (left >= spectrum[bin]) {
            left -= spectrum[bin++];
        }
        return ValueSpectrum.centre(bin);
    }

    /** The logarithm of a detector's scale against the first events; none of too few events. */
    Optional<Measurement> measure(ValueSpectrum energies) {
        long events = energies.count();
        return events < FEWEST
                ? Optional.empty()
                : Optional.of(new Measurement((energies.sum(score) / events - usual) / growth, events * information));
    }

    /** The middle value of those measured. */
    static double median(Collection<Measurement> measured) {
        return Baseline.median(measured.stream().mapToDouble(Measurement::value).toArray());
    }
}

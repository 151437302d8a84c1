package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is learnt from histograms, against keeping all values and sorting them. */
class LearntQuantitiesTest {

    /** A power of two, at which all of them have just refreshed. */
    private static final int COUNT = 4_096;

    private final Random random = new Random(9);

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 1e-4, 0.02, 0.5})
    void theWidthOfResidualsIsTheirInterquartileRange(double width) {
        double[] residuals = random.doubles(COUNT, -width, width).toArray();
        Spread spread = new Spread();
        Arrays.stream(residuals).forEach(spread::add);

        double expected = (quantile(residuals, 0.75) - quantile(residuals, 0.25)) / 1.349;
        // The allowance for few events, and a bin of an eighth of an octave.
        assertThat(spread.width()).isCloseTo(expected * (1 + 2 / Math.sqrt(COUNT)), within(0.06 * expected));
    }

    @Test
    void theRangeIsThatOfTheMiddleNineteenOfTwenty() {
        double[] values = random.doubles(COUNT, -2.4, 1.2).toArray();
        Range range = new Range(12);
        Arrays.stream(values).forEach(range::add);

        double lower = quantile(values, 0.025);
        double upper = quantile(values, 0.975);
        assertThat(range.middle()).isCloseTo((lower + upper) / 2, within(0.03));
        assertThat(range.deviation(3)).isCloseTo((3 - range.middle()) / ((upper - lower) / 2), within(0.06));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9, 1.7, 2.6, 3.4, 3.9})
    void theArcIsWhereTheEventsComeFromEvenAcrossTheCut(double start) {
        double[] angles = random.doubles(COUNT, start, start + 0.5).toArray();
        Arc arc = new Arc();
        Arrays.stream(angles).forEach(angle -> arc.add(angle % 4));

        double lower = quantile(angles, 0.025);
        double upper = quantile(angles, 0.975);
        assertThat(arc.deviation((lower + upper) / 2 % 4)).isCloseTo(0, within(0.02));
        assertThat(arc.deviation(upper % 4)).isCloseTo(1, within(0.03));
        assertThat(arc.deviation((start + 2.25) % 4)).isCloseTo(2 / ((upper - lower) / 2), within(0.3));
    }

    @Test
    void theMedianEnergyIsTheMedian() {
        double[] energies = random.doubles(8_192, 0.5, 1_000).toArray();
        Spectrum spectrum = new Spectrum(400);
        Arrays.stream(energies).forEach(energy -> {
            spectrum.score(energy);
            spectrum.learn(energy);
        });

        // A bin is an eighth of an octave wide.
        assertThat(spectrum.median()).isCloseTo(quantile(energies, 0.5), within(40.0));
    }

    @Test
    void theMeanIntervalForgetsPauses() {
        Intervals intervals = new Intervals();
        long time = 0;
        for (int i = 0; i < 5_000; i++) {
            time += i == 4_000 ? 1_000_000_000L : 500 + random.nextInt(1_000);
            intervals.add(time);
            intervals.learn();
        }

        assertThat(intervals.meanMicros()).isCloseTo(1_000, within(30.0));
        assertThat(intervals.time(12, 1 / intervals.meanMicros())).isBetween(6.0, 18.0);
    }
}

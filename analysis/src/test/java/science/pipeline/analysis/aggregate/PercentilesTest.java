package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @RepeatedTest(50)
    void areOffByLessThanTheWidthOfABin(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] values = new double[1 + random.nextInt(2_000)];
        Arrays.setAll(values, i -> Math.exp(random.nextGaussian() * 2 + 3));
        ValueAccumulator energies = energies(values);
        Arrays.sort(values);
        for (int percent : new int[] {1, 50, 95, 99, 100}) {
            double exact = values[(int) Math.ceil(values.length * percent / 100.0) - 1];
            assertThat(Percentiles.of(percent, energies)).isCloseTo(exact, within(exact / 32));
        }
    }

    @Test
    void neverLeaveTheRangeOfWhatWasSeen() {
        ValueAccumulator one = energies(45.67);
        assertThat(Percentiles.of(50, one)).isEqualTo(45.67);
        assertThat(Percentiles.of(99, one)).isEqualTo(45.67);

        ValueAccumulator extremes = energies(0, 1e9);
        assertThat(Percentiles.of(50, extremes)).isEqualTo(0, within(0x1p-10));
        assertThat(Percentiles.of(99, extremes)).isEqualTo(1e9, within(1e9 / 32));
        ValueAccumulator beyond = energies(0x1p31, 0x1p33);
        assertThat(Percentiles.of(99, beyond)).isBetween(0x1p31, 0x1p33);
    }

    @RepeatedTest(50)
    void areRightBelowZeroToo(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] values = new double[1 + random.nextInt(2_000)];
        double shift = random.nextGaussian() * 10;
        Arrays.setAll(values, i -> random.nextInt(20) == 0 ? 0 : shift + random.nextGaussian() * 5);
        ValueAccumulator numbers = new ValueAccumulator();
        for (double value : values) {
            numbers.add(value, LogBins.ofAny(value));
        }
        Arrays.sort(values);
        for (int percent : new int[] {1, 25, 50, 75, 99, 100}) {
            double exact = values[(int) Math.ceil(values.length * percent / 100.0) - 1];
            assertThat(Percentiles.of(percent, numbers))
                    .isCloseTo(exact, within(Math.abs(exact) / 32 + 0x1p-9))
                    .isBetween(values[0], values[values.length - 1]);
        }
    }

    private static ValueAccumulator energies(double... values) {
        ValueAccumulator energies = new ValueAccumulator();
        for (double value : values) {
            energies.add(value, LogBins.of(value));
        }
        return energies;
    }
}

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
        EnergyAccumulator energies = energies(values);
        Arrays.sort(values);
        for (int percent : new int[] {1, 50, 95, 99, 100}) {
            double exact = values[(int) Math.ceil(values.length * percent / 100.0) - 1];
            assertThat(Percentiles.of(percent, energies.moments, energies.histogram))
                    .isCloseTo(exact, within(exact / 32));
        }
    }

    @Test
    void neverLeaveTheRangeOfWhatWasSeen() {
        EnergyAccumulator one = energies(45.67);
        assertThat(Percentiles.of(50, one.moments, one.histogram)).isEqualTo(45.67);
        assertThat(Percentiles.of(99, one.moments, one.histogram)).isEqualTo(45.67);

        EnergyAccumulator extremes = energies(0, 1e9);
        assertThat(Percentiles.of(50, extremes.moments, extremes.histogram)).isEqualTo(0, within(0x1p-10));
        assertThat(Percentiles.of(99, extremes.moments, extremes.histogram)).isEqualTo(1e9, within(1e9 / 32));
        EnergyAccumulator beyond = energies(0x1p31, 0x1p33);
        assertThat(Percentiles.of(99, beyond.moments, beyond.histogram)).isBetween(0x1p31, 0x1p33);
    }

    private static EnergyAccumulator energies(double... values) {
        EnergyAccumulator energies = new EnergyAccumulator();
        for (double value : values) {
            energies.add(value, LogBins.of(value));
        }
        return energies;
    }
}

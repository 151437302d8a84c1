package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.analysis.quantity.PrintedUnits;

/** Tables and approximations against the formulas that they stand for. */
class FormulasTest {

    @Test
    void theTableOfLogarithmsIsExactToThreeInAHundredMillion() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double value = StrictMath.exp(-40 + 80 * random.nextDouble());
            assertThat(Logarithm.ln(value)).isCloseTo(StrictMath.log(value), within(3e-8));
        }
    }

    /** Two-sided probabilities of the normal distribution, from tables. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0.31731051", "1.959964, 0.05", "3, 2.6997961e-3", "5, 5.7330314e-7", "8, 1.2441921e-15"})
    void theNormalTailIsThatOfTheTables(double deviation, double probability) {
        assertThat(NormalTail.score(deviation)).isCloseTo(-Math.log10(probability), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"3, 0.15", "3, 2.9", "5, 0.3", "12, 1.0", "12, 11.5"})
    void theErlangTableIsTheSumOfTheSeries(int intervals, double x) {
        double notYet = 0;
        double term = Math.exp(-x);
        for (int i = 0; i < intervals; i++) {
            notYet += term;
            term *= x / (i + 1);
        }
        // Linear between bins of a sixteenth of an octave.
        assertThat(new ErlangTable(intervals).score(x)).isCloseTo(-Math.log10(1 - notYet), within(0.02));
    }

    /** The unit of the last digit as decimal arithmetic has it. */
    @ParameterizedTest
    @CsvSource({
        "152.972, 3, 6, 0.001",
        "7.46565, 5, 6, 0.00001",
        "-0.00809385, 8, 6, 0.00000001",
        "234.56, 2, 5, 0.01",
        "1.2, 2, 5, 0.01",
        "100, 4, 6, 0.001",
        "99.9999, 4, 6, 0.0001",
        "1e9, 0, 6, 10000",
        "0, 2, 5, 0.01"
    })
    void theUnitIsThatOfTheLastPrintedDigit(double value, int fraction, int significant, double unit) {
        assertThat(PrintedUnits.unit(value, fraction, significant)).isEqualTo(unit);
    }

    @Test
    void unitsOfSixSignificantDigitsAgreeWithDecimalArithmetic() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal printed = new BigDecimal(
                    String.format(java.util.Locale.ROOT, "%.5e", StrictMath.exp(-10 + 20 * random.nextDouble())));
            double unit = PrintedUnits.unit(printed.doubleValue(), Byte.MAX_VALUE, 6);
            assertThat(unit).as("%s", printed).isEqualTo(printed.ulp().doubleValue());
        }
    }

    @Test
    void everyNumberLiesInItsLogarithmicBin() {
        LogBins bins = new LogBins(6, -4, 8);
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            double value = StrictMath.exp(-5 + 12 * random.nextDouble());
            int bin = bins.bin(value);
            assertThat(value).isGreaterThanOrEqualTo(bins.edge(bin));
            assertThat(bin == bins.count - 1 || value < bins.edge(bin + 1)).isTrue();
        }
        assertThat(bins.bin(0)).isZero();
        assertThat(bins.bin(1e300)).isEqualTo(bins.count - 1);
    }
}

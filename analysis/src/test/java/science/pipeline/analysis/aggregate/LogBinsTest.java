package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogBinsTest {

    @Test
    void aValueLiesBetweenTheEdgesOfItsBin() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            double value = StrictMath.pow(2, -10 + 40 * random.nextDouble());
            int bin = LogBins.of(value);
            assertThat(value).isGreaterThanOrEqualTo(LogBins.lowerEdge(bin)).isLessThan(LogBins.lowerEdge(bin + 1));
        }
    }

    @Test
    void edgesBelongToTheBinAboveAndAreAThirtySecondOfAnOctaveApart() {
        for (int bin = LogBins.FIRST; bin < LogBins.OVERFLOW; bin++) {
            double edge = LogBins.lowerEdge(bin);
            assertThat(LogBins.of(edge)).isEqualTo(bin);
            assertThat(LogBins.of(Math.nextDown(edge))).isEqualTo(bin - 1);
            double octave = Math.scalb(1.0, Math.getExponent(edge));
            assertThat(LogBins.lowerEdge(bin + 1) - edge).isEqualTo(octave / 32);
        }
        assertThat(LogBins.lowerEdge(LogBins.FIRST)).isEqualTo(0x1p-10);
        assertThat(LogBins.lowerEdge(LogBins.OVERFLOW)).isEqualTo(0x1p30);
    }

    @Test
    void whatIsBelowOrAboveAllBinsUnderflowsOrOverflows() {
        for (double value : new double[] {0, -0.0, Double.MIN_VALUE, 0x0.fffp-10, -5, Double.NEGATIVE_INFINITY}) {
            assertThat(LogBins.of(value)).isEqualTo(LogBins.UNDERFLOW);
        }
        for (double value : new double[] {0x1p30, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
            assertThat(LogBins.of(value)).isEqualTo(LogBins.OVERFLOW);
        }
    }
}

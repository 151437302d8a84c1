package science.pipeline.analysis.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintedUnitsTest {

    @Test
    void isTheUnitOfTheLastDecimalOrOfTheLastSignificantDigitWhicheverIsLarger() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            int fraction = random.nextInt(10);
            int significant = random.nextInt(16);
            double value = number(random);

            assertThat(PrintedUnits.unit(value, fraction, significant))
                    .as("%s with %d decimals and %d digits", value, fraction, significant)
                    .isEqualTo(plain(value, fraction, significant));
        }
    }

    /** Of any size, and powers of ten with their neighbours. */
    private static double number(Random random) {
        double power = Double.parseDouble("1e" + (random.nextInt(40) - 20));
        return switch (random.nextInt(5)) {
            case 0 -> power;
            case 1 -> Math.nextDown(power);
            case 2 -> -Math.nextUp(power);
            default -> power * random.nextGaussian();
        };
    }

    private static double plain(double value, int fraction, int significant) {
        int digits = -40;
        while (Math.abs(value) >= Double.parseDouble("1e" + digits)) {
            digits++;
        }
        return Double.parseDouble("1e" + Math.max(-fraction, digits - significant));
    }
}

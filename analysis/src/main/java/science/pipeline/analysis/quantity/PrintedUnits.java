package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/**
 * The unit of a printed number's last digit, from the row's printed precision: fixed decimals ({@code 0.01} for all
 * numbers) and fixed significant digits ({@code 0.001} for 152.972, {@code 0.00001} for 7.46565) alike, and a row that
 * lost trailing zeros is covered by the longest of its numbers.
 */
public final class PrintedUnits {

    private static final int LOWEST = -320;
    private static final int HIGHEST = 60;
    private static final double[] POWERS_OF_TEN = new double[HIGHEST - LOWEST + 1];

    /** By binary exponent: how many digits the smallest number with it has before the decimal point. */
    private static final short[] DIGITS = new short[2048];

    static {
        for (int i = LOWEST; i <= HIGHEST; i++) {
            POWERS_OF_TEN[i - LOWEST] = Double.parseDouble("1e" + i);
        }
        int digits = LOWEST + 1;
        for (int exponent = 1; exponent < 2047; exponent++) {
            double smallest = Double.longBitsToDouble((long) exponent << 52);
            while (digits < HIGHEST && smallest >= power(digits)) {
                digits++;
            }
            DIGITS[exponent] = (short) digits;
        }
        DIGITS[0] = LOWEST + 1;
    }

    private PrintedUnits() {}

    /** {@code max(10^−fractionDigits, 10^(digits before the point − significantDigits))}. */
    public static double unit(double value, int fractionDigits, int significantDigits) {
        double magnitude = Math.abs(value);
        // Of most rows all numbers have their decimals: no digit before the point takes the place of one.
        return magnitude < power(Math.min(HIGHEST, significantDigits - fractionDigits))
                ? power(-fractionDigits)
                : unitOfLong(magnitude, fractionDigits, significantDigits);
    }

    private static double unitOfLong(double magnitude, int fractionDigits, int significantDigits) {
        int digits = DIGITS[(int) (Double.doubleToRawLongBits(magnitude) >>> 52)];
        if (magnitude >= power(digits)) {
            digits++;
        }
        int exponent = Math.max(-fractionDigits, digits - significantDigits);
        return power(Math.max(LOWEST, Math.min(HIGHEST, exponent)));
    }

    /** log₁₀ of how many units of its last digit a number has; 0 or more. */
    public static double digits(EventBatch batch, int row, double value) {
        double unit = unit(value, batch.fractionDigits[row], batch.significantDigits[row]);
        return StrictMath.log10(Math.max(1, Math.abs(value) / unit));
    }

    /** The same of all components of the momentum together. */
    public static double digitsOfMomentum(EventBatch batch, int row) {
        return digits(batch, row, batch.momentumX[row])
                + digits(batch, row, batch.momentumY[row])
                + digits(batch, row, batch.momentumZ[row]);
    }

    private static double power(int exponent) {
        return POWERS_OF_TEN[exponent - LOWEST];
    }
}

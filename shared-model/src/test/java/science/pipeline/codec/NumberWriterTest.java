package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Jackson's writer of doubles and the JDK's of integers are the oracles. */
class NumberWriterTest {

    private static final Pattern NO_DIGITS = Pattern.compile("E.*|[-.]");
    private static final Pattern ZEROS_AROUND = Pattern.compile("^0+|0+$");

    private final byte[] text = new byte[NumberWriter.ROOM + 2];

    @Test
    void everyIntegerOfFewDigitsAndThoseAroundEachPowerOfTenAreWrittenAsTheJdkDoes() {
        LongStream.range(0, 200_000).forEach(this::isWrittenAsTheJdkDoes);
        for (long power = 1; power <= 1_000_000_000_000_000_000L && power > 0; power *= 10) {
            LongStream.of(power - 1, power, power + 1, 7 * power, -power).forEach(this::isWrittenAsTheJdkDoes);
        }
        LongStream.of(Long.MAX_VALUE, Long.MIN_VALUE, -1).forEach(this::isWrittenAsTheJdkDoes);
    }

    @Test
    void aMillionIntegersAreWrittenAsTheJdkDoes() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1_000_000; i++) {
            isWrittenAsTheJdkDoes(random.nextLong() >> random.nextInt(Long.SIZE));
        }
    }

    @Test
    void decimalsAreWrittenShortest() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 1_000_000; i++) {
            long digits = random.nextLong() >> random.nextInt(16, Long.SIZE);
            isWrittenShortest(digits / Math.pow(10, random.nextInt(9)));
            isWrittenShortest(Double.longBitsToDouble(random.nextLong()));
        }
        DoubleStream.of(0, -0.0, 0.1, 1, 999_999_999.999999, 1e9, 1e-6, 5e-7, Double.MIN_VALUE, Double.MAX_VALUE)
                .forEach(this::isWrittenShortest);
    }

    private void isWrittenAsTheJdkDoes(long value) {
        isTheSame(written(NumberWriter.write(value, text, 1)), Long.toString(value));
    }

    /** Millions of numbers: an assertion is only made where it fails. */
    private static void isTheSame(String found, String expected) {
        if (!found.equals(expected)) {
            assertThat(found).isEqualTo(expected);
        }
    }

    private void isWrittenShortest(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        String written = written(NumberWriter.write(value, text, 1));
        if (Double.parseDouble(written) != value) {
            assertThat(written).isEqualTo(Double.toString(value));
        }
        isTheSame(significant(written), significant(NumberWriter.toString(value)));
    }

    /** Nothing before the place is touched. */
    private String written(int end) {
        if (text[0] != 0) {
            throw new AssertionError("written before the place: " + text[0]);
        }
        return new String(text, 1, end - 1, StandardCharsets.US_ASCII);
    }

    /** The digits without sign, point, exponent and the zeros around them. */
    private static String significant(String number) {
        return ZEROS_AROUND.matcher(NO_DIGITS.matcher(number).replaceAll("")).replaceAll("");
    }
}

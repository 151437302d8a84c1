package science.pipeline.analytics.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RisingNumberTest {

    private final RisingNumber number = new RisingNumber();

    /** Beyond 100,000 every carry has happened, the one into a new digit five times. */
    @Test
    void countsFromZero() {
        for (long n = 0; n < 100_001; n++) {
            number.set(n);
            assertThat(text()).isEqualTo(Long.toString(n));
        }
    }

    @Test
    void jumpsAndStandsStill() {
        for (long n :
                new long[] {7, 7, 9, 10, 98, 99, 100, 1_000_000_000_000L, 3, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            number.set(n);
            assertThat(text()).isEqualTo(Long.toString(n));
        }
    }

    private String text() {
        byte[] into = new byte[32];
        return new String(into, 2, number.write(into, 2) - 2, StandardCharsets.US_ASCII);
    }
}

package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0.0", "17", "+17", "007", "2.5", "-2.50", ".5", "5.", "1e3", "1.E-3", "-6.02E+23", "1e400"
            })
    void numbersAreWhatProgramsPrint(String text) {
        assertThat(Decimal.number(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "+-1",
                "1d",
                "2.5f",
                "0x1p3",
                "0x10",
                "1_000",
                "1,5",
                " 1",
                "1 ",
                "1\n",
                "1e",
                "1e+",
                "e5",
                ".e5",
                "1.2.3",
                "NaN",
                "Infinity",
                "١٢",
                "１",
                "−1",
                "1e٣",
                "1\0"
            })
    void whatOnlyJavaKnowsIsNoNumber(String text) {
        assertThat(Decimal.number(text)).isNaN();
        assertThat(Decimal.integer(text)).isEmpty();
    }

    @Test
    void integersAreAllOfInt64AndNothingElse() {
        assertThat(Decimal.integer("17")).isEqualTo(OptionalLong.of(17));
        assertThat(Decimal.integer("+3")).isEqualTo(OptionalLong.of(3));
        assertThat(Decimal.integer("-0042")).isEqualTo(OptionalLong.of(-42));
        assertThat(Decimal.integer("-9223372036854775808")).isEqualTo(OptionalLong.of(Long.MIN_VALUE));
        assertThat(Decimal.integer("9223372036854775807")).isEqualTo(OptionalLong.of(Long.MAX_VALUE));
        assertThat(Decimal.integer("9223372036854775808")).isEmpty();
        assertThat(Decimal.integer("1.0")).isEmpty();
        assertThat(Decimal.integer("1e3")).isEmpty();
    }
}

package science.pipeline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void countsKeepEveryDigitAndSeparateThousands() {
        assertThat(Figures.count(1234567)).isEqualTo("1,234,567");
        assertThat(Figures.count(0)).isEqualTo("0");
    }

    @Test
    void ratesTakeAMagnitude() {
        assertThat(Figures.rate(0.25)).isEqualTo("0.3/s");
        assertThat(Figures.rate(970.2)).isEqualTo("970/s");
        assertThat(Figures.rate(12_345)).isEqualTo("12.3k/s");
        assertThat(Figures.rate(1_000_000)).isEqualTo("1.0M/s");
    }

    @Test
    void aRateThatRoundsUpToAThousandTakesTheNextMagnitude() {
        assertThat(Figures.rate(999.7)).isEqualTo("1.0k/s");
        assertThat(Figures.rate(999_960)).isEqualTo("1.0M/s");
    }

    @Test
    void sizesAreDecimal() {
        assertThat(Figures.bytes(512)).isEqualTo("512 B");
        assertThat(Figures.bytes(4_000_000_000L)).isEqualTo("4.0 GB");
    }

    @Test
    void durationsShowHoursOnlyWhenThereAreAny() {
        assertThat(Figures.duration(12)).isEqualTo("0:12");
        assertThat(Figures.duration(3723)).isEqualTo("1:02:03");
    }

    @Test
    void aBarShowsShareAndTimeLeft() {
        assertThat(Figures.bar(52, 100, 4)).isEqualTo("[#####-----] 52 % 0:12 left");
    }

    @Test
    void aBarGivesNoTimeWhenNothingMovesOrAllIsDone() {
        assertThat(Figures.bar(0, 100, 0)).isEqualTo("[----------] 0 %");
        assertThat(Figures.bar(100, 100, 50)).isEqualTo("[##########] 100 %");
    }

    @Test
    void aBarIsFullOnlyWhenEverythingIsDone() {
        assertThat(Figures.bar(199_999, 200_000, 0)).isEqualTo("[#########-] 99 %");
    }

    @Test
    void aLongLineIsCutWithAnEllipsis() {
        assertThat(Figures.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Figures.cut("abcdefg", 6)).isEqualTo("abcde…");
    }
}

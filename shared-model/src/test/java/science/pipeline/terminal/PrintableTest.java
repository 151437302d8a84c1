package science.pipeline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void whatMovesACursorOrTurnsTextAroundBecomesAQuestionMark() {
        assertThat(Printable.of("a\u001b[2Jb\r\nc\u0085d\u202ee\u2028f\u200bg\ud800h"))
                .isEqualTo("a?[2Jb??c?d?e?f?g?h");
    }

    @Test
    void whatCanBeReadStaysAsItIs() {
        String text = "µ⁺ → 20 °C, 測試 🙂";

        assertThat(Printable.of(text)).isSameAs(text);
    }

    @Test
    void inFilesOnlyAsciiAndTheEllipsisOfOurOwnWordsStay() {
        assertThat(Printable.ascii("µ \u001b[2J \ud83d\ude42 \ud800 'x…'")).isEqualTo("? ?[2J ?? ? 'x…'");
    }
}

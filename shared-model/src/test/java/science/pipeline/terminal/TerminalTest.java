package science.pipeline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void theWidthIsReadFromColumnsOrFromSttysRowsAndColumns() {
        assertThat(Terminal.columnsOf("132")).isEqualTo(132);
        assertThat(Terminal.columnsOf("50 211\n")).isEqualTo(211);
    }

    @Test
    void anUnusableWidthMeansTheUsualOne() {
        assertThat(Terminal.columnsOf("")).isEqualTo(80);
        assertThat(Terminal.columnsOf("0 0")).isEqualTo(80);
        assertThat(Terminal.columnsOf("wide")).isEqualTo(80);
    }
}

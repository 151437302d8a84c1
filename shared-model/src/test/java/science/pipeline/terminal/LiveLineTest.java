package science.pipeline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
    private final AtomicInteger released = new AtomicInteger();
    private final LiveLine line = new LiveLine(terminal, 20, released::incrementAndGet);
    private final PrintStream others = new PrintStream(line.guard(terminal), true, StandardCharsets.UTF_8);

    @Test
    void anUpdateReplacesTheLineInPlace() {
        line.update("first");
        line.update("second");

        assertThat(rows()).containsExactly("second");
    }

    @Test
    void theLineIsCutBeforeTheTerminalWouldWrapIt() {
        line.update("0123456789 0123456789");

        assertThat(rows()).containsExactly("0123456789 0123456…");
    }

    @Test
    void foreignLinesScrollByAboveTheLine() {
        line.update("live");
        others.println("a log line");
        others.println("another");

        assertThat(rows()).containsExactly("a log line", "another", "live");
    }

    @Test
    void anUnfinishedForeignLineIsNeverOverwritten() {
        line.update("live");
        others.print("half");
        line.update("live 2");
        assertThat(rows()).containsExactly("half");

        others.println(" and whole");
        assertThat(rows()).containsExactly("half and whole", "live 2");
    }

    @Test
    void textPrintedAboveKeepsTheLineAtTheBottom() {
        line.update("live");
        line.printAbove("above");

        assertThat(rows()).containsExactly("above", "live");
    }

    @Test
    void closingLeavesTheLastStateAndGivesTheStreamsBackOnce() {
        line.update("done");
        line.close();
        line.close();
        line.update("too late");
        terminal.println("after");

        assertThat(rows()).containsExactly("done", "after");
        assertThat(released).hasValue(1);
    }

    /** What a person sees: a terminal of this alphabet (CR, LF, erase to the end of the line, wrap on and off). */
    private String[] rows() {
        String seen = screen.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[\\?7[lh]", "");
        return Stream.of(seen.split("\n"))
                .map(row -> row.substring(row.lastIndexOf("\r\u001b[K") + 1).replace("\u001b[K", ""))
                .filter(row -> !row.isEmpty())
                .toArray(String[]::new);
    }
}

package science.pipeline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlainLineTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();
    private final PlainLine line =
            new PlainLine(new PrintStream(printed, true, StandardCharsets.UTF_8), Duration.ofSeconds(10), clock::get);

    @Test
    void printsAtMostOneLinePerInterval() {
        for (int second = 1; second <= 25; second++) {
            clock.set(Duration.ofSeconds(second).toNanos());
            line.update("second " + second);
        }

        assertThat(lines()).containsExactly("second 10", "second 20");
    }

    @Test
    void theLastStateIsPrintedWhenItEnds() {
        line.update("almost");
        line.update("done");
        line.close();
        line.update("too late");
        line.close();

        assertThat(lines()).containsExactly("done");
    }

    @Test
    void otherTextIsPrintedAtOnce() {
        line.printAbove("now");

        assertThat(lines()).containsExactly("now");
    }

    private String[] lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
    }
}

package science.pipeline.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;

/**
 * One line that tells how a run goes. In a terminal it is redrawn in place; where there is none (a file, a pipe, CI) it
 * is a plain line every ten seconds, so that logs stay readable.
 *
 * <p>All methods may be called from any thread. One at a time per process: it stands in for {@link System#out} and
 * {@link System#err} until it is closed, so that other output scrolls by above it.
 */
public sealed interface ProgressLine extends AutoCloseable permits LiveLine, PlainLine {

    /** A live line if {@code out} is the process's standard output and leads to a terminal; otherwise a plain one. */
    static ProgressLine on(PrintStream out) {
        return out == System.out && Terminal.isAttached()
                ? LiveLine.inPlaceOfSystemOut(Terminal.width())
                : new PlainLine(out, Duration.ofSeconds(10), System::nanoTime);
    }

    /** One that nobody sees, where the output belongs to a log for machines. */
    static ProgressLine unseen() {
        return new PlainLine(new PrintStream(OutputStream.nullOutputStream()), Duration.ofDays(1), System::nanoTime);
    }

    /** Shows {@code line}, a single line without control characters, cut where the terminal ends. */
    void update(String line);

    /** Prints {@code text}, one or several lines, above the progress line. */
    void printAbove(String text);

    /** Leaves the last state standing and gives the terminal back; later updates show nothing. */
    @Override
    void close();
}

package science.pipeline.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Progress without a terminal: at most one printed line per interval, and the last state at the end. */
final class PlainLine implements ProgressLine {

    private final PrintStream out;
    private final long intervalNanos;
    private final LongSupplier nanoTime;

    private String unprinted = "";
    private long nextPrint;
    private boolean closed;

    /** The first line is due one interval after the start, not at once: most runs begin at zero. */
    PlainLine(PrintStream out, Duration interval, LongSupplier nanoTime) {
        this.out = out;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.nextPrint = nanoTime.getAsLong() + intervalNanos;
    }

    @Override
    public synchronized void update(String line) {
        if (closed) {
            return;
        }
        unprinted = line;
        long now = nanoTime.getAsLong();
        if (now - nextPrint >= 0) {
            nextPrint = now + intervalNanos;
            printLast();
        }
    }

    @Override
    public synchronized void printAbove(String text) {
        out.println(text);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            printLast();
        }
    }

    private void printLast() {
        if (!unprinted.isEmpty()) {
            out.println(unprinted);
            unprinted = "";
        }
    }
}

package science.pipeline.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * A line that is redrawn in place at the bottom of a terminal.
 *
 * <p>Other output is let through by {@link #guard guards}: the line is wiped before foreign bytes and drawn again once
 * these have ended their own line. Until then updates are kept but not drawn.
 *
 * <p>Locks are taken in one order, guard, line, terminal; nothing here writes to a guard.
 */
final class LiveLine implements ProgressLine {

    private static final String WIPE = "\r\u001b[K";

    /** A terminal that has become narrower than we know cuts the line by itself instead of wrapping it. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream terminal;
    private final int width;
    private final Runnable release;

    private String line = "";
    private boolean drawn;
    private boolean foreignLineOpen;
    private boolean closed;

    /**
     * @param terminal where the line is drawn
     * @param width columns of the terminal; the line leaves the last one free
     * @param release gives back what was taken over, run once when the line is closed
     */
    LiveLine(PrintStream terminal, int width, Runnable release) {
        this.terminal = terminal;
        this.width = width;
        this.release = release;
    }

    /** Takes over {@code System.out} and {@code System.err} until it is closed. */
    static LiveLine inPlaceOfSystemOut(int width) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        LiveLine live = new LiveLine(out, width, () -> {
            System.setOut(out);
            System.setErr(err);
        });
        Charset charset = Terminal.charset();
        System.setOut(new PrintStream(live.guard(out), true, charset));
        System.setErr(new PrintStream(live.guard(err), true, charset));
        return live;
    }

    /** A stream to {@code target}, which leads to the same terminal, for everyone who knows nothing of the line. */
    OutputStream guard(PrintStream target) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (length > 0) {
                    letThrough(target, bytes, offset, length);
                }
            }

            @Override
            public void flush() {
                target.flush();
            }
        };
    }

    @Override
    public synchronized void update(String line) {
        if (!closed) {
            this.line = line;
            draw();
        }
    }

    @Override
    public synchronized void printAbove(String text) {
        wipe();
        terminal.println(text);
        foreignLineOpen = false;
        draw();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (drawn) {
            terminal.println();
            terminal.flush();
            drawn = false;
        }
        release.run();
    }

    private synchronized void letThrough(PrintStream target, byte[] bytes, int offset, int length) {
        wipe();
        target.write(bytes, offset, length);
        target.flush();
        foreignLineOpen = bytes[offset + length - 1] != '\n';
        draw();
    }

    private void wipe() {
        if (drawn) {
            terminal.print(WIPE);
            terminal.flush();
            drawn = false;
        }
    }

    private void draw() {
        if (closed || foreignLineOpen || line.isEmpty()) {
            return;
        }
        terminal.print(WIPE + NO_WRAP + Figures.cut(line, width - 1) + WRAP);
        terminal.flush();
        drawn = true;
    }
}

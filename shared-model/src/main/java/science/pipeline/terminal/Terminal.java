package science.pipeline.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the process knows of the terminal it runs in. */
final class Terminal {

    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** Whether a person looks at the output, on a terminal that can move its cursor. */
    static boolean isAttached() {
        Console console = System.console();
        return console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
    }

    static Charset charset() {
        Console console = System.console();
        return console == null ? Charset.defaultCharset() : console.charset();
    }

    /** Columns: what {@code COLUMNS} or else the terminal itself says, or else the usual 80. */
    static int width() {
        String columns = System.getenv("COLUMNS");
        return columnsOf(columns == null ? sizeByStty() : columns);
    }

    /** The last number of {@code size}, which is {@code columns} or {@code rows columns}. */
    static int columnsOf(String size) {
        String last = size.strip().substring(size.strip().lastIndexOf(' ') + 1);
        // stty answers "0 0" for terminals that never told their size.
        return last.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(last) : USUAL_WIDTH;
    }

    /**
     * Since Java 22 a console exists for redirected output too and has to be asked; before, its existence is the
     * answer. The method is newer than our baseline, hence the reflection.
     */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException javaBefore22) {
            return true;
        } catch (ReflectiveOperationException unexpected) {
            return false;
        }
    }

    private static String sizeByStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException noSuchCommandOrTerminal) {
            return "";
        }
    }
}

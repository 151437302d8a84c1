package science.pipeline.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The lines of a table in the form that a CSV parser reads: comments and lines that are no rows are empty, many blanks
 * are one tab, sentences have commas only. Every line stays one line, so that their numbers stay right.
 */
final class TableLines extends Reader {

    private final BufferedReader lines;
    private final Dialect dialect;
    private String line = "";
    private int at;
    private boolean isQuoteOpen;

    private TableLines(BufferedReader lines, Dialect dialect) {
        this.lines = lines;
        this.dialect = dialect;
    }

    /** The lines themselves, where a CSV parser can read them. */
    static Reader of(BufferedReader lines, Dialect dialect) {
        boolean isPlain = dialect.separator() != Dialect.BLANKS
                && dialect.comment().length() < 2
                && dialect.only().isEmpty()
                && !dialect.isSentences();
        return isPlain ? lines : new TableLines(lines, dialect);
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (at == line.length()) {
            String next = lines.readLine();
            if (next == null) {
                return -1;
            }
            line = rewritten(next) + '\n';
            at = 0;
        }
        int taken = Math.min(length, line.length() - at);
        line.getChars(at, at + taken, into, offset);
        at += taken;
        return taken;
    }

    private String rewritten(String text) {
        boolean isComment = !dialect.comment().isEmpty() && text.startsWith(dialect.comment());
        boolean isOther = !dialect.only().isEmpty() && !text.startsWith(dialect.only());
        if (!isQuoteOpen && (isComment || isOther)) {
            return "";
        }
        String row = dialect.isSentences() ? sentence(text) : text;
        return dialect.separator() == Dialect.BLANKS ? withTabs(row) : withQuotesCounted(row);
    }

    /** {@code $GPGGA,123519,A*47} has the cells GPGGA, 123519, A and 47. */
    static String sentence(String text) {
        String row = text.strip();
        int checksum = row.length() - 3;
        if (checksum > 0 && row.charAt(checksum) == '*') {
            row = row.substring(0, checksum) + ',' + row.substring(checksum + 1);
        }
        return row.startsWith("$") || row.startsWith("!") ? row.substring(1) : row;
    }

    private String withQuotesCounted(String text) {
        Character quote = dialect.quote();
        if (quote != null) {
            isQuoteOpen ^= text.chars().filter(c -> c == quote).count() % 2 == 1;
        }
        return text;
    }

    private String withTabs(String text) {
        StringBuilder row = new StringBuilder(text.length());
        Character quote = dialect.quote();
        String stripped = isQuoteOpen ? text : text.strip();
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            isQuoteOpen ^= quote != null && c == quote;
            if (isQuoteOpen || c != ' ' && c != '\t') {
                row.append(c);
            } else if (!row.isEmpty() && row.charAt(row.length() - 1) != '\t') {
                row.append('\t');
            }
        }
        return row.toString();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

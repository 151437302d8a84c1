package science.pipeline.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table is written, all of it decided.
 *
 * @param separator between cells; a blank for any number of blanks and tabs
 * @param quote around cells, or null for none
 * @param comment what begins a line that is no row, or empty for nothing
 * @param only what begins a line that is a row, or empty for anything
 * @param isSentences whether lines are sentences as navigators send them: {@code $NAME,…*CHECKSUM}
 * @param linesBefore how many lines stand before the first row
 * @param headerLine the line that names the columns, from 1; 0 where none does
 * @param names of the columns, as many as there are cells in a row; without a name: empty
 * @param units of the columns, where a line tells them; otherwise empty
 * @param isDecimalComma whether 12,5 is a number
 */
record Dialect(
        char separator,
        @Nullable Character quote,
        String comment,
        String only,
        boolean isSentences,
        int linesBefore,
        int headerLine,
        List<String> names,
        List<String> units,
        boolean isDecimalComma) {

    static final char BLANKS = ' ';

    Dialect {
        names = List.copyOf(names);
        units = List.copyOf(units);
    }

    /** The same for rows without anything before them. */
    Dialect withoutHead() {
        return new Dialect(separator, quote, comment, only, isSentences, 0, headerLine, names, units, isDecimalComma);
    }

    /** In the words of a sentence. */
    String inWords() {
        List<String> words = new ArrayList<>();
        words.add(
                switch (separator) {
                    case ',' -> "commas between cells";
                    case ';' -> "semicolons between cells";
                    case '\t' -> "tabs between cells";
                    case '|' -> "pipes between cells";
                    case BLANKS -> "blanks between cells";
                    default -> "'" + separator + "' between cells";
                });
        if (isDecimalComma) {
            words.add("decimal commas");
        }
        words.add(headerLine > 0 ? "names in line " + headerLine : "no names of columns");
        if (!comment.isEmpty()) {
            words.add("lines that begin with " + comment + " are comments");
        }
        if (!only.isEmpty()) {
            words.add("only lines that begin with " + only);
        }
        return String.join(", ", words);
    }

    /** The cells of a line, blanks around them left out. The separator is none between quotes. */
    List<String> split(String line) {
        return split(line, separator, quote);
    }

    static List<String> split(String line, char separator, @Nullable Character quote) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        String text = separator == BLANKS ? line.strip() : line;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != null && c == quote) {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (separator == BLANKS ? c == ' ' || c == '\t' : c == separator)) {
                boolean isFurtherBlank = separator == BLANKS && i > 0 && " \t".indexOf(text.charAt(i - 1)) >= 0;
                if (!isFurtherBlank) {
                    cells.add(cell.toString().strip());
                    cell.setLength(0);
                }
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}

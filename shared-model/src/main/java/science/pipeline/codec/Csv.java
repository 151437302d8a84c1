package science.pipeline.codec;

/** Cells of RFC 4180, as our own files have them: no line end in a cell. */
public final class Csv {

    private Csv() {}

    /** A text as a cell: in quotes where it holds a comma or a quote. */
    public static String cell(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The text of a cell. */
    public static String text(String cell) {
        return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }

    /**
     * Where a cell ends: at the comma behind it, or at the line's end.
     *
     * @param at where it begins
     * @param end of the line
     */
    public static int cellEnd(byte[] line, int at, int end) {
        int next = at;
        if (at < end && line[at] == '"') {
            next++;
            while (next < end && (line[next] != '"' || next + 1 < end && line[next + 1] == '"')) {
                next += line[next] == '"' ? 2 : 1;
            }
        }
        while (next < end && line[next] != ',') {
            next++;
        }
        return Math.min(next, end);
    }
}

package science.pipeline.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import science.pipeline.formats.HeadOfTable.Line;

/** Sees how a table is written from its first lines, as far as nobody has said it. */
final class DialectGuess {

    private static final List<String> COMMENTS = List.of("#", "%", "//", "--", "!", "@");
    private static final Pattern SENTENCE = Pattern.compile("[$!][A-Z0-9]{3,8},.*");
    private static final Pattern WITH_CHECKSUM = Pattern.compile(".*\\*[0-9A-Fa-f]{2}\\s*");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+");
    private static final Pattern DECIMAL_POINT = Pattern.compile("[+-]?[0-9]*\\.[0-9]+([eE][+-]?[0-9]+)?");

    private final HeadOfTable head;
    private final FileFormat said;

    private DialectGuess(HeadOfTable head, FileFormat said) {
        this.head = head;
        this.said = said;
    }

    /** @throws FileFault if there is no table */
    static Dialect of(HeadOfTable head, FileFormat said) {
        return new DialectGuess(head, said).guess();
    }

    private Dialect guess() {
        List<Line> lines = skipped();
        boolean isSentences = share(lines, SENTENCE) > 0.5;
        String only = only(lines, isSentences);
        String comment = comment(lines, isSentences);
        List<Line> rows = lines.stream()
                .filter(line -> comment.isEmpty() || !line.text().startsWith(comment))
                .filter(line -> line.text().startsWith(only))
                .map(line ->
                        isSentences ? new Line(line.number(), line.last(), TableLines.sentence(line.text())) : line)
                .toList();
        if (rows.isEmpty()) {
            throw new FileFault(head.file()
                    + (lines.isEmpty()
                            ? ": it is empty, expected a CSV header in its first line"
                            : ": it holds no rows, but comments; expected a table"));
        }
        List<Line> comments =
                lines.stream().filter(line -> isComment(line, comment)).toList();
        Character separator = said.namedSeparator();
        char chosen = separator != null
                ? separator
                : isSentences
                        ? ','
                        : SeparatorGuess.of(rows.stream().map(Line::text).toList(), said.quoteCharacter());
        HeaderGuess.Header header = new HeaderGuess(rows, comments, comment, said, chosen).guess();
        if (said.header().equals("comment") && header.line() == 0) {
            throw new FileFault(
                    head.file() + ": found no comment line that names as many columns as a row has cells; name "
                            + "them by producer.replay.format.names");
        }
        return new Dialect(
                chosen,
                said.quoteCharacter(),
                comment,
                only,
                isSentences,
                header.linesBefore(),
                header.line(),
                isSentences && header.line() == 0 && said.names().isEmpty()
                        ? ofSentences(lines, header.names())
                        : header.names(),
                header.units(),
                isDecimalComma(header.data()));
    }

    /** What is the same in all kinds of sentences has a name. */
    private static List<String> ofSentences(List<Line> lines, List<String> numbered) {
        List<String> names = new ArrayList<>(numbered);
        names.set(0, "sentence");
        if (share(lines, WITH_CHECKSUM) > 0.5) {
            names.set(names.size() - 1, Rows.CHECKSUM);
        }
        return names;
    }

    private static boolean isComment(Line line, String comment) {
        return !comment.isEmpty() && line.text().startsWith(comment);
    }

    private List<Line> skipped() {
        int before = FileFormat.isAuto(said.skipLines()) ? 0 : Integer.parseInt(said.skipLines());
        return head.lines().stream().filter(line -> line.number() > before).toList();
    }

    private static double share(List<Line> lines, Pattern pattern) {
        return lines.stream()
                .filter(line -> !line.text().startsWith("#"))
                .mapToInt(line -> pattern.matcher(line.text()).matches() ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** Of sentences of several kinds, the most frequent one is the table. */
    private String only(List<Line> lines, boolean isSentences) {
        if (!FileFormat.isAuto(said.only())) {
            return said.only().equals("all") ? "" : said.only();
        }
        if (!isSentences) {
            return "";
        }
        Map<String, Integer> kinds = new HashMap<>();
        lines.stream()
                .filter(line -> SENTENCE.matcher(line.text()).matches())
                .map(line -> line.text().substring(0, line.text().indexOf(',') + 1))
                .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        return kinds.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** What begins the first line, or a later one where the first is a row, and can begin no row. */
    private String comment(List<Line> lines, boolean isSentences) {
        if (!FileFormat.isAuto(said.comment())) {
            return said.comment().equals("none") ? "" : said.comment();
        }
        if (lines.stream().anyMatch(line -> line.text().startsWith("#"))) {
            return "#";
        }
        if (lines.isEmpty() || isSentences) {
            return "";
        }
        String first = lines.get(0).text();
        return COMMENTS.stream().filter(first::startsWith).findFirst().orElse("");
    }

    private boolean isDecimalComma(List<List<String>> data) {
        if (!FileFormat.isAuto(said.decimalComma())) {
            return said.decimalComma().equals("true");
        }
        List<String> cells = data.stream().flatMap(List::stream).toList();
        boolean isPoint =
                cells.stream().anyMatch(cell -> DECIMAL_POINT.matcher(cell).matches());
        List<String> commas = cells.stream()
                .filter(cell -> DECIMAL_COMMA.matcher(cell).matches())
                .toList();
        // 1,234 alone may be a thousand or a bit more than one: nobody can tell.
        return !isPoint
                && commas.stream().anyMatch(cell -> !THOUSANDS.matcher(cell).matches());
    }
}

package science.pipeline.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.formats.HeadOfTable.Line;

/**
 * Finds where a table's rows begin, and what names its columns: the row before the first one that holds measurements,
 * or a comment line of as many words.
 */
final class HeaderGuess {

    private static final Pattern MEASUREMENT = Pattern.compile(
            "[+-]?[0-9]*[.,]?[0-9]+[.]?([eE][+-]?[0-9]+)?"
                    + "|[0-9]{1,4}[-:/.][0-9]{1,3}[-0-9:/.,TZ +]*( ?(AM|PM|UTC|GMT))?|[0-9]{1,2}[- ][A-Za-z]{3}[- ][0-9].*|[0-9]+[.,][0-9.,]+");
    private static final Set<String> UNITLESS = Set.of("", "-", "1", "utc", "none", "n/a", "[-]");
    private static final Pattern PRINT_FORMAT =
            Pattern.compile("%[0-9.]*[a-z]+|[0-9]+[snd]|char|double|float|real|int|integer|long|string|str|bool|date");
    private static final double MOST = 0.5;

    private final List<Line> rows;
    private final List<List<String>> cells;
    private final List<Line> comments;
    private final String comment;
    private final FileFormat said;
    private final char separator;
    private final int usual;

    /**
     * What was found.
     *
     * @param line that names the columns, 0 for none
     * @param linesBefore the first row
     * @param data the rows, as cells
     */
    record Header(int line, int linesBefore, List<String> names, List<String> units, List<List<String>> data) {}

    HeaderGuess(List<Line> rows, List<Line> comments, String comment, FileFormat said, char separator) {
        this.rows = rows;
        this.comments = comments;
        this.comment = comment;
        this.said = said;
        this.separator = separator;
        cells = rows.stream().map(line -> split(line.text())).toList();
        usual = SeparatorGuess.usualSize(cells.size() < 3 ? cells : cells.subList(cells.size() / 2, cells.size()));
    }

    Header guess() {
        int first = firstData();
        Named header = switch (said.header()) {
            case "none" -> null;
            case "comment" -> inComments();
            case "first" -> new Named(rows.get(0).number(), cells.get(0), 0);
            default -> first > 0 ? above(first) : inComments();
        };
        int above = said.header().equals("none") ? 0 : first;
        int data = header == null || header.row < 0 ? above : header.row + 1;
        List<String> units = header == null ? List.of() : header.row < 0 ? unitsInComments(header) : List.of();
        if (header != null && header.row >= 0 && data < first && isUnits(cells.get(data))) {
            units = cells.get(data).stream().noneMatch(HeaderGuess::isPrintFormat) ? cells.get(data) : List.of();
            data = first;
        }
        int before = data < rows.size()
                ? rows.get(data).number() - 1
                : rows.get(rows.size() - 1).last();
        return new Header(
                header == null ? 0 : header.line,
                before,
                names(header),
                units.stream().map(HeaderGuess::withoutBrackets).toList(),
                cells.subList(data, cells.size()));
    }

    /** A line that names columns; its row is -1 where it is a comment. */
    private record Named(int line, List<String> names, int row) {}

    private List<String> names(@Nullable Named header) {
        if (!said.names().isEmpty()) {
            return said.names();
        }
        return header == null
                ? IntStream.rangeClosed(1, usual).mapToObj(i -> "column_" + i).toList()
                : header.names;
    }

    private List<String> split(String line) {
        String text = line.strip();
        boolean isFramed =
                separator == Dialect.BLANKS && text.length() > 2 && text.startsWith("|") && text.endsWith("|");
        return isFramed
                ? Dialect.split(text.substring(1, text.length() - 1), '|', null)
                : Dialect.split(line, separator, said.quoteCharacter());
    }

    /** The first row whose cells are measurements where those of later rows are. */
    private int firstData() {
        List<List<String>> later = cells.subList(cells.size() / 2, cells.size());
        int[] measured = IntStream.range(0, usual)
                .filter(i -> later.stream()
                                .filter(row -> row.size() == usual)
                                .mapToInt(row -> isMeasured(row.get(i)) ? 1 : 0)
                                .average()
                                .orElse(0)
                        >= MOST)
                .toArray();
        if (measured.length == 0) {
            return firstOfUsualSize() + 1;
        }
        for (int row = 0; row < cells.size(); row++) {
            List<String> candidate = cells.get(row);
            long fitting = Arrays.stream(measured)
                    .filter(i -> i < candidate.size() && isMeasured(candidate.get(i)))
                    .count();
            boolean isAnyNumber = candidate.stream()
                    .anyMatch(cell -> MEASUREMENT.matcher(cell).matches());
            if (isAnyNumber && candidate.size() >= Math.min(usual, 2) && fitting * 2 > measured.length) {
                return row;
            }
        }
        return cells.size();
    }

    private int firstOfUsualSize() {
        return IntStream.range(0, cells.size())
                .filter(row -> cells.get(row).size() == usual)
                .findFirst()
                .orElse(0);
    }

    private boolean isMeasured(String cell) {
        return MEASUREMENT.matcher(cell).matches() || !cell.isEmpty() && said.isMissing(cell);
    }

    private @Nullable Named above(int first) {
        int row = first - 1;
        Named found = null;
        while (row >= 0 && cells.get(row).size() >= usual) {
            if (isNames(cells.get(row))) {
                found = new Named(rows.get(row).number(), withoutMark(cells.get(row)), row);
            }
            row--;
        }
        if (found != null) {
            return found;
        }
        // One that names fewer columns than there are cells: rows then say so.
        List<String> last = cells.get(first - 1);
        boolean isAny = last.size() >= 2 || usual < 2;
        boolean isOfR = separator != ',' && last.size() == usual - 1;
        List<String> names = isOfR ? new ArrayList<>(last) : last;
        if (isOfR) {
            names.add(0, "");
        }
        return isAny && isNames(last) ? new Named(rows.get(first - 1).number(), names, first - 1) : inComments();
    }

    private @Nullable Named inComments() {
        for (int i = comments.size() - 1; i >= 0; i--) {
            List<String> words = words(comments.get(i));
            boolean isUnitsOfOthers = i > 0
                    && isUnits(words)
                    && isDistinct(words(comments.get(i - 1)))
                    && words(comments.get(i - 1)).size() == usual;
            if (words.size() == usual && isNames(words) && isDistinct(words) && !isUnitsOfOthers) {
                return new Named(comments.get(i).number(), words, -1);
            }
        }
        return null;
    }

    private List<String> unitsInComments(Named header) {
        return comments.stream()
                .filter(line -> line.number() > header.line)
                .map(this::words)
                .filter(words -> words.size() == usual && isUnits(words))
                .findFirst()
                .orElse(List.of());
    }

    /** The words of a comment, in cells as the rows are, or with blanks between. */
    private List<String> words(Line line) {
        String text = line.text();
        while (!comment.isEmpty() && text.startsWith(comment)) {
            text = text.substring(comment.length());
        }
        List<String> asRows = split(text.strip());
        return asRows.size() == usual ? asRows : Dialect.split(text, Dialect.BLANKS, said.quoteCharacter());
    }

    /** TFS tables have a star before the names. */
    private List<String> withoutMark(List<String> names) {
        boolean isMarked = names.size() == usual + 1 && names.get(0).equals("*");
        return isMarked ? names.subList(1, names.size()) : names;
    }

    private boolean isNames(List<String> words) {
        return words.stream().anyMatch(word -> !word.isEmpty())
                && words.stream().noneMatch(word -> MEASUREMENT.matcher(word).matches())
                && words.stream().noneMatch(word -> word.startsWith("%"));
    }

    private static boolean isDistinct(List<String> words) {
        return new TreeSet<>(words).size() == words.size();
    }

    private static boolean isUnits(List<String> words) {
        List<String> filled = words.stream()
                .filter(word -> !UNITLESS.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        long known = filled.stream()
                .filter(word -> isPrintFormat(word) || Units.find(withoutBrackets(word)) != null)
                .count();
        return !filled.isEmpty() && known * 2 >= filled.size();
    }

    /** TFS, RDB and IPAC tables say below each name how it is printed. */
    private static boolean isPrintFormat(String word) {
        return PRINT_FORMAT.matcher(word).matches();
    }

    private static String withoutBrackets(String word) {
        boolean isBracketed = word.length() > 2
                && ("[(".indexOf(word.charAt(0)) >= 0)
                && ("])".indexOf(word.charAt(word.length() - 1)) >= 0);
        return isBracketed ? word.substring(1, word.length() - 1) : word;
    }
}

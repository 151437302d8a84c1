package science.pipeline.formats;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which separator makes cells of a table's lines: the one that makes as many of each, and leaves no other in them. */
final class SeparatorGuess {

    /** Of two that fit as well, the one that is rarer in texts comes first. */
    private static final List<Character> KNOWN = List.of('\t', ';', '|', ',', Dialect.BLANKS);

    private static final double MOST = 0.8;
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9.]*,[0-9]+([eE][+-]?[0-9]+)?");
    private static final Pattern TWO_NUMBERS = Pattern.compile(".*[0-9]\\s+[+-]?[0-9.]+(\\s.*)?");

    private SeparatorGuess() {}

    private record Fit(char separator, double share, double clean) {}

    /** Lines of one cell have no separator; a comma is as good as any. */
    static char of(List<String> all, @Nullable Character quote) {
        // What stands above a table has separators of its own.
        List<String> lines = all.size() < 4 ? all : all.subList(all.size() / 2, all.size());
        return KNOWN.stream()
                .map(separator -> fit(separator, lines, quote))
                .filter(fit -> fit.share >= MOST / 2)
                .max(Comparator.comparingDouble((Fit fit) -> Math.min(fit.share, MOST))
                        .thenComparingDouble(Fit::clean)
                        .thenComparing(fit -> -KNOWN.indexOf(fit.separator)))
                .map(Fit::separator)
                .orElse(',');
    }

    private static Fit fit(char separator, List<String> lines, @Nullable Character quote) {
        List<List<String>> rows = lines.stream()
                .map(line -> Dialect.split(line, separator, quote))
                .toList();
        int usual = usualSize(rows);
        if (usual < 2) {
            return new Fit(separator, 0, 0);
        }
        List<List<String>> regular =
                rows.stream().filter(row -> row.size() == usual).toList();
        double clean = regular.stream()
                .flatMap(List::stream)
                .mapToInt(cell -> isClean(cell, separator) ? 1 : 0)
                .average()
                .orElse(0);
        return new Fit(separator, (double) regular.size() / rows.size(), clean);
    }

    /** How many cells most rows have; of two numbers that are as frequent, the one that comes first. */
    static int usualSize(List<List<String>> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
        int usual = 0;
        for (List<String> row : rows) {
            if (usual == 0 || counts.getOrDefault(row.size(), 0) > counts.getOrDefault(usual, 0)) {
                usual = row.size();
            }
        }
        return usual;
    }

    private static boolean isClean(String cell, char separator) {
        boolean isDecimal = separator != ',' && DECIMAL_COMMA.matcher(cell).matches();
        if (!isDecimal && KNOWN.stream().anyMatch(other -> other != Dialect.BLANKS && cell.indexOf(other) >= 0)) {
            return false;
        }
        return separator == Dialect.BLANKS
                || cell.indexOf(':') > 0
                || !TWO_NUMBERS.matcher(cell).matches();
    }
}

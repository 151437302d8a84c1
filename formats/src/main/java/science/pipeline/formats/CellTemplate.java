package science.pipeline.formats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;
import science.pipeline.codec.NumberWriter;
import science.pipeline.expression.Expression;
import science.pipeline.expression.ExpressionFault;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Row;
import science.pipeline.expression.Scope;

/**
 * Where a value stands in a row: a column, several in a text, as {@code {date} {time}}, or a number that is computed of
 * columns, as {@code E_MeV * 0.001}. {@code {row}} is the number of the row, where no column bears that name. Compiled
 * once, applied to many rows. Touched by one thread.
 */
public final class CellTemplate {

    private static final Pattern PART = Pattern.compile("\\{([^{}]+)}");
    private static final String ROW = "row";

    /** What makes a text an expression, if no column bears it as its name. */
    private static final Pattern COMPUTED = Pattern.compile(".*(\\*| [-+/?] |/ ?[0-9]|^[a-z0-9]+\\().*");

    private final String written;
    private final @Nullable NumberExpression expression;
    private final List<String> texts = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();

    private CellTemplate(String written) {
        this.written = written;
        expression = expression(written);
        Matcher part = PART.matcher(written);
        int end = 0;
        while (part.find()) {
            texts.add(written.substring(end, part.start()));
            columns.add(part.group(1));
            end = part.end();
        }
        texts.add(written.substring(end));
    }

    /** Reads a column's name, a text with columns in braces, or an expression. */
    public static CellTemplate of(String written) {
        return new CellTemplate(written);
    }

    /** As it was written. */
    public String written() {
        return written;
    }

    /** A column that is missing among those of a file, as far as they are known; null if none is. */
    public @Nullable String missingOf(Collection<String> known) {
        if (isOneColumn() && known.contains(written)) {
            return null;
        }
        return columns().stream()
                .filter(column -> !known.contains(column))
                .findFirst()
                .orElse(null);
    }

    /** The columns that it reads. */
    public List<String> columns() {
        if (isOneColumn()) {
            return expression == null ? List.of(written) : List.copyOf(expression.names());
        }
        return columns.stream().filter(column -> !column.equals(ROW)).toList();
    }

    /** What stands there in a row, or null if any of its cells is absent. */
    public @Nullable String text(Rows row) {
        if (isOneColumn()) {
            String cell = row.cell(written);
            return cell == null && expression != null ? computed(row, expression) : cell;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String cell = row.cell(columns.get(i));
            if (cell == null && columns.get(i).equals(ROW)) {
                cell = Long.toString(row.number());
            }
            if (cell == null) {
                return null;
            }
            text.append(texts.get(i)).append(cell);
        }
        return text.append(texts.get(columns.size())).toString();
    }

    private static @Nullable NumberExpression expression(String written) {
        if (!COMPUTED.matcher(written).matches()) {
            return null;
        }
        try {
            return Expression.number(written, Scope.ofNumbers());
        } catch (ExpressionFault noExpression) {
            // A name such as "E (MeV)".
            return null;
        }
    }

    /** The number that is computed of the row's columns; null where one of them has no value. */
    private static @Nullable String computed(Rows row, NumberExpression expression) {
        double value = expression.value(new Row() {
            @Override
            public double number(String name) {
                String cell = row.cell(name);
                return cell == null ? Double.NaN : Decimal.number(cell);
            }

            @Override
            public @Nullable String name(String name) {
                return row.cell(name);
            }
        });
        return Double.isFinite(value) ? NumberWriter.toString(value) : null;
    }

    private boolean isOneColumn() {
        return columns.isEmpty();
    }
}

package science.pipeline.producer.source.replay;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;
import science.pipeline.codec.ListText;
import science.pipeline.codec.NumberWriter;
import science.pipeline.codec.TimeText;
import science.pipeline.event.EventTime;
import science.pipeline.formats.CellTemplate;
import science.pipeline.formats.FileFormat;
import science.pipeline.formats.Rows;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;

/**
 * One field of a schema in the rows of a file: its text as a record holds it. What is a number in JSON is passed on
 * digit by digit; what only files write so ({@code +1.5}, {@code 007}) is written anew. Touched by one thread.
 */
final class FieldCell {

    private static final Pattern JSON_INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int LONGEST_TEXT = 1024;
    private static final int LONGEST_NUMBER = 40;

    /** Below it every whole number is a double of its own. */
    private static final double EXACT = 0x1p53;

    private final Field field;
    private final String said;
    private final @Nullable String constant;
    private final CellTemplate cells;
    private final FileFormat format;
    private final TimeText time;
    private final KnownNames names;

    /**
     * @param said what feeds it by the configuration, or null for what the schema says
     * @param number of the event in its row, from 1, which replaces {@code {n}}
     * @param format what stands for no value
     */
    FieldCell(Field field, @Nullable String said, int number, FileFormat format, KnownNames names) {
        this.field = field;
        this.said = said == null ? field.inFile() : said;
        this.format = format;
        this.names = names;
        constant = said != null && said.startsWith("=") ? said.substring(1) : null;
        cells = CellTemplate.of(this.said.replace("{n}", Integer.toString(number)));
        time = new TimeText(field.format());
    }

    Field field() {
        return field;
    }

    /** Whether it can be read where these columns are. */
    boolean isIn(Collection<String> columns) {
        return constant != null || field.presence() == Presence.CONSTANT || missingOf(columns) == null;
    }

    private @Nullable String missingOf(Collection<String> columns) {
        boolean isUnderAlias = field.aliases().stream().anyMatch(columns::contains);
        return isUnderAlias ? null : cells.missingOf(columns);
    }

    /** @throws SourceException if the file lacks its column, or has it twice */
    void check(Rows file) {
        if (constant != null || field.presence() == Presence.CONSTANT) {
            return;
        }
        Collection<String> columns = file.columns();
        for (String column : cells.columns()) {
            if (Collections.frequency(columns, column) > 1) {
                throw new SourceException(file.place() + ": found the column " + column
                        + " more than once, and it feeds " + field.name() + "; expected one of that name");
            }
        }
        String missing = missingOf(columns);
        if (missing != null && field.presence() == Presence.REQUIRED) {
            throw new SourceException(file.place() + ": found no column " + missing + " for " + field.name()
                    + "; the columns are " + String.join(", ", columns) + ". Name the right one in the schema (from or "
                    + "file), or with producer.replay.columns." + field.name());
        }
    }

    /** As a record holds it, or null where an optional field has no value. */
    @Nullable String value(Rows row) {
        String text = text(row);
        if (text == null) {
            return null;
        }
        return switch (field.type()) {
            case INTEGER -> integer(row, text);
            case NUMBER -> number(row, text);
            case NAME -> name(row, text);
            case TEXT -> plain(row, text);
            case BOOLEAN -> truth(row, text);
            case TIME -> time(row, text);
            case NUMBERS -> numbers(row, text);
        };
    }

    /** Microseconds since 1970; what is finer is cut. */
    long micros(Rows row) {
        String text = text(row);
        long micros = text == null ? EventTime.INVALID : time.micros(text);
        if (micros == EventTime.INVALID) {
            throw misfit(row, text, time.expected());
        }
        return micros;
    }

    /** Whether a time that was read is finer than a microsecond. */
    boolean isCut(Rows row) {
        String text = text(row);
        return text != null && time.isCut(text);
    }

    private @Nullable String text(Rows row) {
        if (constant != null) {
            return constant;
        }
        String text = cells.text(row);
        for (int i = 0; text == null && i < field.aliases().size(); i++) {
            text = row.cell(field.aliases().get(i));
        }
        boolean isText = field.type() == FieldType.TEXT || field.type() == FieldType.NAME;
        boolean isMissing = text == null || text.isEmpty() || !(isText && row.isQuoted(said)) && format.isMissing(text);
        if (!isMissing) {
            return text;
        }
        if (field.presence() == Presence.OPTIONAL) {
            return null;
        }
        if (text == null) {
            throw new SourceException(row.place() + ": found nothing in column " + said + ", which feeds "
                    + field.name() + "; the columns are " + String.join(", ", row.columns()));
        }
        return text;
    }

    private String numbers(Rows row, String text) {
        return ListText.of(text).orElseThrow(() -> misfit(row, text, "a list of numbers, as [1, 2.5]"));
    }

    private String integer(Rows row, String text) {
        if (JSON_INTEGER.matcher(text).matches()) {
            within(row, text, Double.parseDouble(text));
            return text;
        }
        OptionalLong whole = Decimal.integer(text);
        double value = Decimal.number(text);
        if (whole.isEmpty() && !(Math.abs(value) < EXACT && value == Math.rint(value))) {
            throw misfit(row, text, "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
        }
        within(row, text, value);
        return Long.toString(whole.orElse((long) value));
    }

    private String number(Rows row, String text) {
        double value = Decimal.number(text);
        if (!Double.isFinite(value)) {
            throw misfit(row, text, "a number such as -12.5 or 1.25e1");
        }
        within(row, text, value);
        boolean isAsInJson =
                text.length() <= LONGEST_NUMBER && JSON_NUMBER.matcher(text).matches();
        return isAsInJson ? text : NumberWriter.toString(value);
    }

    private void within(Rows row, String text, double sent) {
        Double scale = field.scale();
        double value = scale == null ? sent : sent * scale;
        if (!(value >= field.min() && value <= field.max())) {
            throw misfit(
                    row,
                    text,
                    "a number from " + NumberWriter.toString(field.min()) + " to "
                            + NumberWriter.toString(field.max()));
        }
    }

    private String name(Rows row, String text) {
        String known = names.find(text);
        if (known == null) {
            throw misfit(row, text, "a name of letters, digits and _.:+-, at most 64 characters");
        }
        return known;
    }

    private String plain(Rows row, String text) {
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw misfit(row, text.replaceAll("\\p{Cntrl}", "?"), "a text of at most 1 KiB without control characters");
        }
        return text;
    }

    private String truth(Rows row, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> "true";
            case "false", "0" -> "false";
            default -> throw misfit(row, text, "true or false");
        };
    }

    private String time(Rows row, String text) {
        if (time.micros(text) == EventTime.INVALID) {
            throw misfit(row, text, time.expected());
        }
        return time.isEpoch() ? number(row, text) : text;
    }

    private SourceException misfit(Rows row, @Nullable String found, String expected) {
        String place = constant == null ? row.place() + ", column " + said : "producer.replay.columns." + field.name();
        return new SourceException(place + ": found \"" + found + "\", expected " + expected);
    }
}

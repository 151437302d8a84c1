package science.pipeline.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Form;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;
import tools.jackson.core.JsonToken;

/**
 * The strict reading of a line of CSV (RFC 4180, any separator), one in each record. A cell without quotes loses the
 * blanks around it; an empty one is no value. What a cell is its field says: numbers, and lists of them, have the form
 * of JSON's.
 */
final class CsvStructure implements Structure {

    private final Form form;
    private final Values values;
    private final Utf8 utf8 = new Utf8();

    /** By cell: which value stands there, and what it is. */
    private final int[] valueOf;

    private final @Nullable Field[] fieldOf;
    private final int unknown;
    private final List<String> cells = new ArrayList<>();
    private final List<Boolean> quoted = new ArrayList<>();

    CsvStructure(Schema schema) {
        form = schema.form();
        values = new Values(schema);
        Place.Places places = Place.Places.of(schema);
        List<String> columns = columns(schema);
        valueOf = new int[columns.size()];
        fieldOf = new Field[columns.size()];
        int others = 0;
        for (int i = 0; i < valueOf.length; i++) {
            Place place = places.root();
            for (String key : FieldPath.keys(columns.get(i))) {
                place = place == null ? null : place.at(key);
            }
            valueOf[i] = place == null ? Place.NO_VALUE : place.value();
            fieldOf[i] = valueOf[i] == Place.NO_VALUE ? null : schema.fields().get(places.fieldOf()[valueOf[i]]);
            others += valueOf[i] == Place.NO_VALUE && !columns.get(i).isEmpty() ? 1 : 0;
        }
        unknown = others;
    }

    /** What the cells of a line are. */
    static List<String> columns(Schema schema) {
        return !schema.form().columns().isEmpty()
                ? schema.form().columns()
                : schema.fields().stream()
                        .filter(field -> field.presence() != Presence.CONSTANT)
                        .map(Field::from)
                        .toList();
    }

    @Override
    public @Nullable Reject read(byte @Nullable [] bytes, int start, int end) {
        String line = utf8.read(bytes, start, end, form.limit());
        if (utf8.fault() != null) {
            return utf8.fault();
        }
        Reject fault = cut(line);
        if (fault != null) {
            return fault;
        }
        if (cells.size() != valueOf.length) {
            return new Reject(
                    RejectReason.WRONG_CELL_COUNT,
                    "found " + cells.size() + " cells, expected " + valueOf.length + " with "
                            + Quote.of(Character.toString(form.separator())) + " between them");
        }
        values.clear();
        for (int i = 0; i < valueOf.length; i++) {
            String cell = cells.get(i);
            Field field = fieldOf[i];
            boolean isList = field != null && field.type() == FieldType.NUMBERS;
            if (cell.length() > Limits.STRING_CHARS && !isList) {
                return new Reject(
                        RejectReason.STRING_TOO_LONG,
                        "found a cell of " + cell.length() + " characters, expected at most " + Limits.STRING_CHARS);
            }
            if (field != null) {
                fault = put(valueOf[i], field, cell, quoted.get(i));
            }
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable Reject put(int value, Field field, String cell, boolean isQuoted) {
        JsonToken token = cell.isEmpty() && !isQuoted ? JsonToken.VALUE_NULL : token(field, cell);
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (isNumber && cell.length() > Limits.NUMBER_CHARS) {
            return new Reject(
                    RejectReason.NUMBER_TOO_LONG,
                    "found a number of " + cell.length() + " characters, expected at most " + Limits.NUMBER_CHARS);
        }
        values.put(value, token, cell);
        return null;
    }

    private static JsonToken token(Field field, String cell) {
        return switch (field.type()) {
            case NUMBER, INTEGER -> ListText.number(cell);
            case TIME -> new TimeText(field.format()).isEpoch() ? ListText.number(cell) : JsonToken.VALUE_STRING;
            case BOOLEAN ->
                switch (cell.toLowerCase(Locale.ROOT)) {
                    case "true" -> JsonToken.VALUE_TRUE;
                    case "false" -> JsonToken.VALUE_FALSE;
                    default -> JsonToken.VALUE_STRING;
                };
            case NAME, TEXT -> JsonToken.VALUE_STRING;
            case NUMBERS -> cell.startsWith("[") ? JsonToken.START_ARRAY : JsonToken.VALUE_STRING;
        };
    }

    /** Cuts a line into its cells. */
    private @Nullable Reject cut(String line) {
        cells.clear();
        quoted.clear();
        int end = line.endsWith("\r\n") ? line.length() - 2 : line.endsWith("\n") ? line.length() - 1 : line.length();
        int at = 0;
        while (true) {
            int first = blanks(line, at, end);
            if (first < end && line.charAt(first) == '"') {
                at = quotedCell(line, first, end);
                if (at < 0) {
                    return new Reject(RejectReason.TRUNCATED, "a cell begins with a quote and has none at its end");
                }
                at = blanks(line, at, end);
            } else {
                at = first;
                while (at < end && line.charAt(at) != form.separator()) {
                    at++;
                }
                String cell = line.substring(first, at).strip();
                cells.add(cell);
                quoted.add(false);
                if (cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0) {
                    return new Reject(RejectReason.TRAILING_BYTES, "found a second line, expected one in each record");
                }
            }
            if (at == end) {
                return null;
            }
            if (line.charAt(at) != form.separator()) {
                return new Reject(
                        RejectReason.NOT_CSV,
                        "found " + Quote.of(line.substring(at, at + 1)) + " behind a cell in quotes, expected "
                                + Quote.of(Character.toString(form.separator())));
            }
            at++;
        }
    }

    private int blanks(String line, int from, int end) {
        int at = from;
        while (at < end && line.charAt(at) == ' ' && form.separator() != ' ') {
            at++;
        }
        return at;
    }

    /** Takes a cell in quotes, of which two stand for one; where it ends, or -1. */
    private int quotedCell(String line, int quote, int end) {
        StringBuilder cell = new StringBuilder();
        int at = quote + 1;
        while (at < end) {
            char c = line.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < end && line.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                cells.add(cell.toString());
                quoted.add(true);
                return at;
            }
        }
        return -1;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public int unknownFields() {
        return unknown;
    }

    @Override
    public int elements() {
        return 0;
    }

    @Override
    public @Nullable Reject element(int index) {
        throw new IllegalStateException("BUG: a line has no list");
    }

    @Override
    public int unknownFieldsOfElement() {
        return 0;
    }

    @Override
    public byte[] alone(int index) {
        throw new IllegalStateException("BUG: a line has no list");
    }

    @Override
    public byte[] bare(int index) {
        throw new IllegalStateException("BUG: a line has no list");
    }
}

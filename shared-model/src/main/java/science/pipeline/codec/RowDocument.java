package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import science.pipeline.event.EventTime;
import science.pipeline.event.Octets;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Form;
import science.pipeline.schema.Format;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;

/**
 * A row of our own files as a document again: the decoder of {@link #schema} makes of it the very row and columns that
 * the first decoder made of its record, for all schemas under which the files have these values. Touched by one thread.
 *
 * <p>One thing no row tells: whether a record lacked an optional number, or held just what stands for it then. It is
 * taken to have lacked it.
 */
public final class RowDocument {

    private static final int NONE = -1;
    private static final byte[] NULL = bytes("null");
    private static final byte[] NOTHING = {};

    private final Cell[] cells;
    private final int[] ends;
    private final int offsetColumn;
    private final int timeColumn;
    private final int indexColumn;
    private final int room;
    private byte[] document = new byte[512];
    private int length;
    private long offset;
    private int index;
    private long recordMicros;

    /**
     * A field of the document.
     *
     * @param key what stands before its value
     * @param column of the file, or {@link #NONE}
     * @param isQuoted whether the value is in quotes
     * @param isText whether it may hold anything
     * @param mayBeEmpty whether an empty cell is an empty text
     * @param isList whether it is a list, in the quotes of a file where it has commas
     * @param otherwise the cell of a record that lacks the field
     */
    private record Cell(
            byte[] key,
            int column,
            boolean isQuoted,
            boolean isText,
            boolean mayBeEmpty,
            boolean isList,
            byte[] otherwise) {}

    /**
     * @param schema under which its rows are read: that of the file, or one whose fields are among its columns
     * @param columns the file's header
     */
    public RowDocument(Schema schema, List<String> columns) {
        List<Field> fields = schema.fields().stream()
                .filter(field -> field.presence() != Presence.CONSTANT)
                .toList();
        cells = new Cell[fields.size()];
        int keys = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(fields.get(i), i == 0 ? "" : ",", columns);
            keys += cells[i].key().length + 2 * Octets.SIZE + NULL.length;
        }
        room = keys + 2 * Octets.SIZE;
        ends = new int[columns.size()];
        offsetColumn = columns.indexOf("kafka_offset");
        timeColumn = columns.indexOf(Schema.RECORD_TIME);
        indexColumn = columns.indexOf(Schema.INDEX);
    }

    private static Cell cell(Field field, String before, List<String> columns) {
        boolean isText = field.type() == FieldType.TEXT;
        return new Cell(
                bytes(before + '"' + field.name() + "\":"),
                columns.indexOf(field.name()),
                isText || field.type() == FieldType.NAME || field.type() == FieldType.TIME,
                isText,
                isText && field.isAlwaysThere(),
                field.type() == FieldType.NUMBERS,
                field.value() == null ? NOTHING : bytes(FieldValue.of(field).text()));
    }

    /** What the documents are: each field under its column's name, with the value that the files hold. */
    public static Schema schema(Schema schema) {
        List<Field> fields = schema.fields().stream().map(RowDocument::field).toList();
        Form form = schema.form();
        // A row may be longer than its record: a field may stand there by a shorter name, or once for many events.
        int longest = schema.hasLists() ? schema.longestRow() : 2 * form.limit();
        Form flat = form.equals(Form.USUAL) && !schema.hasLists() ? form : new Form(Format.JSON, "", longest);
        return new Schema(schema.name(), schema.description(), flat, fields, schema.quantities(), schema.selections());
    }

    private static Field field(Field field) {
        String value = field.value() != null && field.type() == FieldType.TIME
                ? FieldValue.of(field).text()
                : field.value();
        return new Field(
                field.name(),
                field.type(),
                field.role(),
                field.name(),
                null,
                List.of(),
                field.presence(),
                value,
                field.unit(),
                null,
                field.min(),
                field.max(),
                Field.ISO,
                field.description());
    }

    /**
     * Takes a row.
     *
     * @param line that holds it in {@code [start, end)}, without a line end
     * @throws IllegalArgumentException if it has another number of cells than the file has columns
     */
    public void read(byte[] line, int start, int end) {
        int count = 0;
        for (int at = start; at <= end; at++) {
            at = Csv.cellEnd(line, at, end);
            if (count == ends.length) {
                throw new IllegalArgumentException("found more cells than the " + ends.length + " columns");
            }
            ends[count++] = at;
        }
        if (count != ends.length) {
            throw new IllegalArgumentException("found " + count + " cells, expected " + ends.length);
        }
        offset = IntegerField.value(line, begin(offsetColumn, start), ends[offsetColumn]);
        index = indexColumn == NONE ? 0 : (int) IntegerField.value(line, begin(indexColumn, start), ends[indexColumn]);
        recordMicros = timeColumn == NONE ? 0 : EventTime.parse(line, begin(timeColumn, start), ends[timeColumn]);
        write(line, start, end);
    }

    private int begin(int column, int start) {
        return column == 0 ? start : ends[column - 1] + 1;
    }

    private void write(byte[] line, int start, int end) {
        if (document.length < 2 * (end - start) + room) {
            document = new byte[2 * (2 * (end - start) + room)];
        }
        document[0] = '{';
        int into = 1;
        for (Cell cell : cells) {
            Octets.copy(cell.key, 0, cell.key.length, document, into);
            into += cell.key.length;
            int begin = cell.column == NONE ? start : begin(cell.column, start);
            int size = cell.column == NONE ? 0 : ends[cell.column] - begin;
            if (isAbsent(cell, line, begin, size)) {
                System.arraycopy(NULL, 0, document, into, NULL.length);
                into += NULL.length;
            } else if (cell.isText) {
                into = text(line, begin, begin + size, into);
            } else if (cell.isList && line[begin] == '"') {
                into = value(cell, line, begin + 1, size - 2, into);
            } else {
                into = value(cell, line, begin, size, into);
            }
        }
        document[into] = '}';
        length = into + 1;
    }

    private static boolean isAbsent(Cell cell, byte[] line, int begin, int size) {
        boolean isOtherwise = cell.otherwise.length > 0
                && Arrays.equals(cell.otherwise, 0, cell.otherwise.length, line, begin, begin + size);
        return size == 0 && !(cell.mayBeEmpty && cell.column != NONE) || isOtherwise;
    }

    private int value(Cell cell, byte[] line, int begin, int size, int at) {
        int into = at;
        if (cell.isQuoted) {
            document[into++] = '"';
        }
        Octets.copy(line, begin, size, document, into);
        into += size;
        if (cell.isQuoted) {
            document[into++] = '"';
        }
        return into;
    }

    /** A cell in quotes has its quotes twice. */
    private int text(byte[] line, int begin, int end, int at) {
        boolean isQuoted = end > begin && line[begin] == '"';
        int into = at;
        document[into++] = '"';
        for (int i = isQuoted ? begin + 1 : begin; i < (isQuoted ? end - 1 : end); i++) {
            if (line[i] == '"' || line[i] == '\\') {
                document[into++] = '\\';
            }
            document[into++] = line[i];
            i += line[i] == '"' ? 1 : 0;
        }
        document[into++] = '"';
        return into;
    }

    /** Holds the document from its beginning on, and more behind it; another one after the next row. */
    public byte[] bytes() {
        return document;
    }

    /** How many bytes the document has. */
    public int length() {
        return length;
    }

    /** Where the row's record stands. */
    public long offset() {
        return offset;
    }

    /** Which element of its record's list the event is; 0 where a record is one event. */
    public int index() {
        return index;
    }

    /** The record's own time, microseconds since 1970, where the file has it; else 0. */
    public long recordMicros() {
        return recordMicros;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

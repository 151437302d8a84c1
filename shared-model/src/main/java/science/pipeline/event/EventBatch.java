package science.pipeline.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Accepted events of one partition as columns (a struct of arrays), in offset order: row {@code i} of every column is
 * the same event. Decoders append rows; the stages of the analysis read columns in tight loops; files copy
 * {@link #text}.
 *
 * <p>Reused from batch to batch and touched by one thread. The columns are public arrays because the hot loops are what
 * this class is for; only {@link #append}, {@link #truncate} and {@link #clear} change their extent.
 */
public final class EventBatch {

    /** How many rows it holds: the columns of a full batch fit a core's second-level cache. */
    public static final int CAPACITY = 1024;

    /** What the rows are. */
    public final Schema schema;

    /** The tables that number the rows' names. */
    public final NameTables names;

    /** Where each field's values are. */
    public final Slots slots;

    /** Offset of the record in its partition, rising; strictly where each record is one event. */
    public final long[] offset = new long[CAPACITY];

    /** Which element of its record's list the event is, from 0 and rising; 0 where each record is one event. */
    public final int[] index = new int[CAPACITY];

    /** The number that identifies the event, or a hash of the name that does; 0 without either. */
    public final long[] eventId = new long[CAPACITY];

    /** Microseconds since 1970. */
    public final long[] timestampMicros = new long[CAPACITY];

    /** The numbers of all fields that have any, by {@link Slots#number}; NaN where an optional one is absent. */
    public final double[][] numbers;

    /** The names of all fields that have any, by {@link Slots#name}, as codes of {@link NameTables#tables}. */
    public final int[][] codes;

    /** The measure, in its schema's unit: one of {@link #numbers}; NaN without one. */
    public final double[] energy;

    /** One of {@link #numbers}; NaN without one. */
    public final double[] momentumX;

    /** One of {@link #numbers}; NaN without one. */
    public final double[] momentumY;

    /** One of {@link #numbers}; NaN without one. */
    public final double[] momentumZ;

    /** Codes of {@link NameTables#particleTypes}. */
    public final int[] particleType;

    /** Codes of {@link NameTables#detectors}. */
    public final int[] detector;

    /** The sender's truth label; false without one. */
    public final boolean[] labelled = new boolean[CAPACITY];

    /** The most digits that any of the row's four kinematic numbers has after its decimal point. */
    public final byte[] fractionDigits = new byte[CAPACITY];

    /** The most significant digits that any of the row's four kinematic numbers is printed with. */
    public final byte[] significantDigits = new byte[CAPACITY];

    /**
     * The time of the record that is decoded next, microseconds since 1970: that of its event, where the schema has
     * none.
     */
    public long recordMicros;

    /** The rows as CSV in the schema's order, numbers as they were received, without line ends, one after the other. */
    public byte[] text = new byte[CAPACITY * 128];

    /** Where row {@code i} of {@link #text} ends; it starts where the row before it ends. */
    public final int[] textEnd = new int[CAPACITY];

    private int size;

    public EventBatch(NameTables names) {
        this.names = names;
        schema = names.schema();
        slots = names.slots();
        numbers = new double[slots.numbers()][CAPACITY];
        codes = new int[slots.names()][CAPACITY];
        energy = number(Role.ENERGY);
        momentumX = number(Role.MOMENTUM_X);
        momentumY = number(Role.MOMENTUM_Y);
        momentumZ = number(Role.MOMENTUM_Z);
        particleType = code(Role.PARTICLE_TYPE, names.particleTypes());
        detector = code(Role.DETECTOR, names.detectors());
    }

    private double[] number(Role role) {
        int field = schema.indexOf(role);
        if (field >= 0) {
            return numbers[slots.number(field)];
        }
        double[] none = new double[CAPACITY];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private int[] code(Role role, NameTable table) {
        int field = schema.indexOf(role);
        if (field >= 0) {
            return codes[slots.name(field)];
        }
        int[] one = new int[CAPACITY];
        Arrays.fill(one, table.code(Schema.ONE_DETECTOR));
        return one;
    }

    /** How many rows are filled. */
    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == CAPACITY;
    }

    public void clear() {
        size = 0;
    }

    /** Where row {@code i} of {@link #text} starts; for {@code i == size()}, where the next row will. */
    public int textStart(int i) {
        return i == 0 ? 0 : textEnd[i - 1];
    }

    /** Row {@code i} as CSV. */
    public String csv(int i) {
        int start = textStart(i);
        return new String(text, start, textEnd[i] - start, StandardCharsets.UTF_8);
    }

    /**
     * Makes room for the next row's text.
     *
     * @param length the most bytes that the row will take
     * @return where it starts
     */
    public int reserveText(int length) {
        int start = textStart(size);
        if (text.length - start < length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, start + length));
        }
        return start;
    }

    /** Completes the row that the decoder has just written to the columns at {@link #size()}. */
    public void append(long recordOffset, int rowTextEnd) {
        offset[size] = recordOffset;
        textEnd[size] = rowTextEnd;
        size++;
    }

    /** The same for an element of a record's list. */
    public void append(long recordOffset, int element, int rowTextEnd) {
        index[size] = element;
        append(recordOffset, rowTextEnd);
    }

    /** Takes back the rows from a size on that it had. */
    public void truncate(int rows) {
        size = rows;
    }
}

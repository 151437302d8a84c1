package science.pipeline.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Accepted events of one partition as columns (a struct of arrays), in offset order: row {@code i} of every column is
 * the same event. Decoders append rows; the stages of the analysis read columns in tight loops; files copy
 * {@link #text}.
 *
 * <p>Reused from batch to batch and touched by one thread. The columns are public arrays because the hot loops are what
 * this class is for; only {@link #append} and {@link #clear} change their extent.
 */
public final class EventBatch {

    /** How many rows it holds: the columns of a full batch fit a core's second-level cache. */
    public static final int CAPACITY = 1024;

    /** The names that {@link #particleType} numbers. */
    public final NameTable particleTypes;

    /** The names that {@link #detector} numbers. */
    public final NameTable detectors;

    /** Offset of the record in its partition, strictly rising. */
    public final long[] offset = new long[CAPACITY];

    public final long[] eventId = new long[CAPACITY];

    /** Microseconds since 1970. */
    public final long[] timestampMicros = new long[CAPACITY];

    /** GeV. */
    public final double[] energy = new double[CAPACITY];

    /** GeV. */
    public final double[] momentumX = new double[CAPACITY];

    /** GeV. */
    public final double[] momentumY = new double[CAPACITY];

    /** GeV. */
    public final double[] momentumZ = new double[CAPACITY];

    /** Codes of {@link #particleTypes}. */
    public final int[] particleType = new int[CAPACITY];

    /** Codes of {@link #detectors}. */
    public final int[] detector = new int[CAPACITY];

    /** The sender's truth label. */
    public final boolean[] labelled = new boolean[CAPACITY];

    /** The most digits that any of the row's four kinematic numbers has after its decimal point. */
    public final byte[] fractionDigits = new byte[CAPACITY];

    /** The most significant digits that any of the row's four kinematic numbers is printed with. */
    public final byte[] significantDigits = new byte[CAPACITY];

    /** The rows as CSV in the layout's order, numbers as they were received, without line ends, one after the other. */
    public byte[] text = new byte[CAPACITY * 128];

    /** Where row {@code i} of {@link #text} ends; it starts where the row before it ends. */
    public final int[] textEnd = new int[CAPACITY];

    private int size;

    public EventBatch(NameTable particleTypes, NameTable detectors) {
        this.particleTypes = particleTypes;
        this.detectors = detectors;
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
        return new String(text, start, textEnd[i] - start, StandardCharsets.US_ASCII);
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
}

package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a detector's events of one window lie in the bins of all shapes. Immutable, and packed as it is saved. */
public final class ShapeCounts {

    private static final int MOST_BYTES = 2 * VarLong.MOST_BYTES * Shape.BINS;

    /** Of each occupied bin: how far it is from the one before it, the first from −1, and its count. */
    private final byte[] packed;

    private ShapeCounts(byte[] packed) {
        this.packed = packed;
    }

    /** @param counts of length {@link Shape#BINS} at least; what is behind is not looked at */
    static ShapeCounts of(long[] counts) {
        byte[] bytes = new byte[MOST_BYTES];
        int end = 0;
        int before = -1;
        for (int bin = 0; bin < Shape.BINS; bin++) {
            if (counts[bin] > 0) {
                end = VarLong.write(bin - before, bytes, end);
                end = VarLong.write(counts[bin], bytes, end);
                before = bin;
            }
        }
        return new ShapeCounts(Arrays.copyOf(bytes, end));
    }

    boolean isEmpty() {
        return packed.length == 0;
    }

    void addTo(long[] counts) {
        VarLong.Reader reader = new VarLong.Reader(packed);
        int bin = -1;
        while (reader.hasNext()) {
            bin += (int) reader.next();
            counts[bin] += reader.next();
        }
    }

    /** The counts of one shape, of length {@link Shape#bins}. */
    public long[] of(Shape shape) {
        return shape.of(ofAll());
    }

    /** The counts in the bins of all shapes; {@link Shape#of} knows which are whose. */
    public long[] ofAll() {
        long[] all = new long[Shape.BINS];
        addTo(all);
        return all;
    }

    static SortedMap<String, ShapeCounts> sum(List<SortedMap<String, ShapeCounts>> several) {
        SortedMap<String, long[]> sums = new TreeMap<>();
        for (SortedMap<String, ShapeCounts> one : several) {
            one.forEach((name, counts) -> counts.addTo(sums.computeIfAbsent(name, absent -> new long[Shape.BINS])));
        }
        SortedMap<String, ShapeCounts> sum = new TreeMap<>();
        sums.forEach((name, counts) -> sum.put(name, of(counts)));
        return sum;
    }

    static void save(SortedMap<String, ShapeCounts> byDetector, DataOutput out) throws IOException {
        VarLong.write(byDetector.size(), out);
        for (var entry : byDetector.entrySet()) {
            out.writeUTF(entry.getKey());
            VarLong.write(entry.getValue().packed.length, out);
            out.write(entry.getValue().packed);
        }
    }

    static SortedMap<String, ShapeCounts> load(DataInput in) throws IOException {
        SortedMap<String, ShapeCounts> byDetector = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            byDetector.put(in.readUTF(), loadOne(in));
        }
        return byDetector;
    }

    private static ShapeCounts loadOne(DataInput in) throws IOException {
        int length = VarLong.readInt(in);
        if (length > MOST_BYTES) {
            throw new IOException("Damaged shapes: found " + length + " bytes, expected at most " + MOST_BYTES);
        }
        byte[] packed = new byte[length];
        in.readFully(packed);
        VarLong.Reader reader = new VarLong.Reader(packed);
        long bin = -1;
        while (reader.hasNext()) {
            long gap = reader.next();
            long count = reader.next();
            bin += gap;
            if (gap < 1 || bin >= Shape.BINS || count < 1) {
                throw new IOException("Damaged shapes: found " + count + " in bin " + bin
                        + ", expected 1 or more in rising bins below " + Shape.BINS);
            }
        }
        return new ShapeCounts(packed);
    }
}

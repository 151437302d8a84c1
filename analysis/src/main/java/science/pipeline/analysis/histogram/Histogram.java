package science.pipeline.analysis.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Counts in the bins of a definition. Counts add exactly, in any order. */
public final class Histogram {

    /** In place of a slot: the row does not count. */
    static final int NONE = -1;

    private final HistogramDefinition definition;
    private final long[] counts;

    Histogram(HistogramDefinition definition) {
        this.definition = definition;
        counts = new long[definition.bins() + Bins.BESIDE];
    }

    public HistogramDefinition definition() {
        return definition;
    }

    /** Where the bins begin, and where the last one ends; one more than there are bins. */
    public List<Double> edges() {
        double[] edges = Bins.edges(definition.scale(), definition.min(), definition.max(), definition.bins());
        return Arrays.stream(edges).boxed().toList();
    }

    /** Counts of the bins. */
    public List<Long> counts() {
        return LongStream.of(counts).skip(1).limit(definition.bins()).boxed().toList();
    }

    /** What lay below the first bin. */
    public long underflow() {
        return counts[Bins.UNDERFLOW];
    }

    /** What lay beyond the last bin. */
    public long overflow() {
        return counts[definition.bins() + 1];
    }

    /** What was no number, as the pseudorapidity of an event without momentum. */
    public long undefined() {
        return counts[definition.bins() + 2];
    }

    /** Events whose partner did not come in time; of pairs only. */
    public long unpaired() {
        return counts[definition.bins() + 3];
    }

    /** Counts the rows {@code [from, to)}. */
    void add(int[] slots, int from, int to) {
        for (int i = from; i < to; i++) {
            if (slots[i] != NONE) {
                counts[slots[i]]++;
            }
        }
    }

    void merge(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** The definition, then occupied slots only. */
    void save(DataOutput out) throws IOException {
        SavedDefinition.save(definition, out);
        out.writeInt((int) LongStream.of(counts).filter(count -> count > 0).count());
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] > 0) {
                out.writeShort(slot);
                out.writeLong(counts[slot]);
            }
        }
    }

    static Histogram load(DataInput in) throws IOException {
        Histogram histogram = new Histogram(SavedDefinition.load(in));
        int occupied = in.readInt();
        for (int i = 0; i < occupied; i++) {
            int slot = in.readUnsignedShort();
            if (slot >= histogram.counts.length) {
                throw new IOException(
                        "Damaged histogram: found slot " + slot + ", expected less than " + histogram.counts.length);
            }
            histogram.counts[slot] = in.readLong();
        }
        return histogram;
    }
}

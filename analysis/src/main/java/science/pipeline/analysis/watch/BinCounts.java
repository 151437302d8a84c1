package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many events of a detector are in each bin of a histogram. Most bins of a spectrum are empty: only those from the
 * first to the last occupied one are kept, and looked at. Immutable.
 */
final class BinCounts {

    /** Of the whole histogram. */
    private final int bins;

    private final int first;

    /** Of the bins from {@link #first} on. */
    private final long[] counts;

    private final long events;

    private BinCounts(int bins, int first, long[] counts) {
        this.bins = bins;
        this.first = first;
        this.counts = counts;
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        events = all;
    }

    /** @param counts of all bins, none below 0 */
    static BinCounts of(long[] counts) {
        int from = 0;
        while (from < counts.length && counts[from] == 0) {
            from++;
        }
        int to = counts.length;
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        return new BinCounts(counts.length, from, Arrays.copyOfRange(counts, from, to));
    }

    /** With those of another window. */
    BinCounts plus(BinCounts other) {
        if (other.counts.length == 0) {
            return this;
        }
        if (counts.length == 0) {
            return other;
        }
        int from = Math.min(first, other.first);
        long[] sum = new long[Math.max(end(), other.end()) - from];
        System.arraycopy(counts, 0, sum, first - from, counts.length);
        for (int i = 0; i < other.counts.length; i++) {
            sum[other.first - from + i] += other.counts[i];
        }
        return new BinCounts(bins, from, sum);
    }

    /** Of all bins together. */
    long events() {
        return events;
    }

    /** The first bin that may hold any. */
    int first() {
        return first;
    }

    /** The bin from which on there are none; 0 where no bin holds any. */
    int end() {
        return counts.length == 0 ? 0 : first + counts.length;
    }

    long of(int bin) {
        return bin < first || bin >= end() ? 0 : counts[bin - first];
    }

    /** Adds them to numbers for all bins. */
    void addTo(double[] numbers) {
        for (int i = 0; i < counts.length; i++) {
            numbers[first + i] += counts[i];
        }
    }

    /** How many each group holds. */
    double[] sums(Groups groups) {
        double[] sums = new double[groups.size()];
        for (int i = 0; i < counts.length; i++) {
            sums[groups.of(first + i)] += counts[i];
        }
        return sums;
    }

    void save(DataOutput out) throws IOException {
        double[] all = new double[bins];
        addTo(all);
        Sparse.save(all, out);
    }

    static BinCounts load(DataInput in) throws IOException {
        return of(
                Arrays.stream(Sparse.load(in)).mapToLong(count -> (long) count).toArray());
    }
}

package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Count, sum, sum of squares and extremes of numbers, summed strictly in the order in which they are given. */
final class Moments {

    private long count;
    private double sum;
    private double sumOfSquares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        count++;
        sum += value;
        sumOfSquares += value * value;
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
    }

    /** Adds {@code column[from, to)}. */
    void add(double[] column, int from, int to) {
        // Locals stay in registers; fields would be written back for every row.
        double runningSum = sum;
        double runningSquares = sumOfSquares;
        double least = min;
        double most = max;
        for (int i = from; i < to; i++) {
            double value = column[i];
            runningSum += value;
            runningSquares += value * value;
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        count += to - from;
        sum = runningSum;
        sumOfSquares = runningSquares;
        min = least;
        max = most;
    }

    /** Adds those of {@code column[from, to)} that have a bin. */
    void addThose(double[] column, int[] bins, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bins[i] != LogBins.NONE) {
                add(column[i]);
            }
        }
    }

    /** Adds what another has summed, as one summand. */
    void merge(Moments other) {
        count += other.count;
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    Moments copy() {
        Moments copy = new Moments();
        copy.merge(this);
        return copy;
    }

    /** Begins anew. */
    void clear() {
        count = 0;
        sum = 0;
        sumOfSquares = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
    }

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double mean() {
        return sum / count;
    }

    /**
     * The sample standard deviation (over n − 1), 0 of a single number. From the sum of squares, which merges as a
     * plain sum does; of numbers that differ by less than 1e-7 of themselves it keeps no digit.
     */
    double standardDeviation() {
        double squaredDeviations = sumOfSquares - sum * sum / count;
        return count < 2 ? 0 : Math.sqrt(Math.max(0, squaredDeviations) / (count - 1));
    }

    /** Those of no numbers take a byte. */
    void save(DataOutput out) throws IOException {
        VarLong.write(count, out);
        if (count == 0) {
            return;
        }
        out.writeDouble(sum);
        out.writeDouble(sumOfSquares);
        out.writeDouble(min);
        out.writeDouble(max);
    }

    static Moments load(DataInput in) throws IOException {
        long count = VarLong.read(in);
        return count == 0 ? new Moments() : load(count, in);
    }

    /** The form in which those of no numbers were written out too. */
    static Moments loadForm3(DataInput in) throws IOException {
        return load(VarLong.read(in), in);
    }

    private static Moments load(long count, DataInput in) throws IOException {
        Moments moments = new Moments();
        moments.count = count;
        moments.sum = in.readDouble();
        moments.sumOfSquares = in.readDouble();
        moments.min = in.readDouble();
        moments.max = in.readDouble();
        return moments;
    }
}

package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/**
 * Turns how far off an event is (0: not at all) into {@code −log₁₀ p}, by the share of earlier events that were at
 * least as far off. A prior speaks until enough events are counted; then the counts do, refreshed at fixed numbers of
 * events.
 */
final class Tail {

    private static final LogBins BINS = new LogBins(6, -4, 8);

    /** A prior that finds nothing odd: layers that know nothing before they have learnt. */
    static final Prior SILENT = new Prior(deviation -> 0);

    /** The normal distribution, two-sided. */
    static final Prior NORMAL = new Prior(NormalTail::score);

    /** Counts are halved here, so that a stream that changes is learnt anew; deep enough for a budget of 1e-6. */
    private static final long MEMORY = 1L << 23;

    private static final long LONGEST_WAIT = 1L << 13;

    private final double leastWidth;
    private final int[] counts = new int[BINS.count];

    /** The score at each bin's lower edge. */
    private final double[] scores;

    /** Score per unit of deviation beyond the last edge. */
    private double slope;

    private long seen;
    private long nextRefresh;

    /** Scores of deviations before any events are seen. */
    static final class Prior {
        private final double[] scores = new double[BINS.count];

        /** @param score of a deviation; rising */
        Prior(DoubleUnaryOperator score) {
            TailFit.fill(scores, BINS, score);
        }
    }

    /**
     * @param prior score of a deviation before {@code warmUp} events are seen
     * @param warmUp how many events the counts need before they are believed
     */
    Tail(Prior prior, long warmUp) {
        this(prior, warmUp, 0);
    }

    /** @param leastWidth the tail is known to fall no faster than by a factor e in this distance */
    Tail(Prior prior, long warmUp, double leastWidth) {
        this.leastWidth = leastWidth;
        nextRefresh = warmUp;
        scores = prior.scores.clone();
        slope = TailFit.slopeAtEnd(scores, BINS);
    }

    long seen() {
        return seen;
    }

    /**
     * {@code −log₁₀} of the share of events that are at least this far off: of all that lie in the same bin or beyond.
     * Nothing is interpolated, for a deviation that many events share must count all of them.
     */
    double score(double deviation) {
        int bin = BINS.bin(deviation);
        double score = scores[bin];
        return bin == BINS.count - 1 ? score + slope * (deviation - BINS.edge(bin)) : score;
    }

    void add(double deviation) {
        counts[BINS.bin(deviation)]++;
        if (++seen == nextRefresh) {
            refresh();
        }
    }

    private void refresh() {
        if (TailFit.fit(counts, seen, BINS, leastWidth, scores)) {
            slope = TailFit.slopeAtEnd(scores, BINS);
        }
        if (seen >= MEMORY) {
            seen = 0;
            for (int bin = 0; bin < counts.length; bin++) {
                counts[bin] >>= 1;
                seen += counts[bin];
            }
        }
        nextRefresh = seen + Math.min(LONGEST_WAIT, Math.max(256, seen / 4));
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeLong(nextRefresh);
        Saved.writeSparse(out, counts);
        Saved.write(out, scores);
    }

    void load(DataInput in) throws IOException {
        seen = in.readLong();
        nextRefresh = in.readLong();
        Saved.readSparse(in, counts);
        Saved.read(in, scores);
        slope = TailFit.slopeAtEnd(scores, BINS);
    }
}

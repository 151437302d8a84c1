package science.pipeline.analysis.detect;

import java.util.function.DoubleUnaryOperator;

/**
 * From counts to scores. Up to the 95 % quantile the counts are believed as they are. The slope of the tail comes from
 * its 95 to 98 % range: further out, one per cent of true anomalies would pass for the tail of the normal events. From
 * there the counts are followed outwards, halving the tail step by step, as long as it falls no slower than before;
 * where it flattens, anomalies begin, and the last slope goes on. A tail that ends early (bounded or normal) is thus
 * known as far as there are events; an exponential one is extended as it is; a few per cent of anomalies are passed
 * under.
 */
final class TailFit {

    private static final double LN_10 = StrictMath.log(10);
    private static final double BODY = 0.05;
    private static final double SHOULDER = 0.02;

    /** A step outwards needs as many events beyond it: less would be noise. */
    private static final double FEWEST = 32;

    /** By how much a step may be wider than the one before it and still be the same tail: the noise of the fewest. */
    private static final double FLATTER = 1.25;

    private final int[] counts;
    private final double total;
    private final LogBins bins;

    /** Walks inwards from the last bin: events in {@code bin} and beyond. */
    private long beyond;

    private int bin;

    private TailFit(int[] counts, long total, LogBins bins) {
        this.counts = counts;
        this.total = total;
        this.bins = bins;
    }

    /** Scores of a formula at the bins' lower edges. */
    static void fill(double[] scores, LogBins bins, DoubleUnaryOperator score) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score.applyAsDouble(bins.edge(i));
        }
    }

    /** Score per unit of deviation in the last bin but one. */
    static double slopeAtEnd(double[] scores, LogBins bins) {
        int last = scores.length - 1;
        return (scores[last] - scores[last - 1]) / (bins.edge(last) - bins.edge(last - 1));
    }

    /**
     * Fits the counts.
     *
     * @param scores overwritten, at the bins' lower edges; left alone if nearly all events lie in the first bin, which
     *     tells nothing about the tail
     * @return whether the scores were written
     */
    static boolean fit(int[] counts, long total, LogBins bins, double[] scores) {
        return new TailFit(counts, total, bins).fit(scores);
    }

    private boolean fit(double[] scores) {
        double body = quantile(BODY);
        double shoulder = quantile(SHOULDER);
        if (body < bins.edge(1)) {
            return false;
        }
        fillBody(scores, body);
        // Two standard errors wider: a slope from few events must not promise more than it knows.
        double caution = 1 + 2 / Math.sqrt((BODY - SHOULDER) * total);
        double width = Math.max((shoulder - body) / StrictMath.log(BODY / SHOULDER), 1e-3 * body);
        double from = body;
        double share = BODY;
        extend(scores, from, share, width * caution);
        from = shoulder;
        share = SHOULDER;
        while (share / 2 * total >= FEWEST) {
            double next = quantile(share / 2);
            double nextWidth = Math.max((next - from) / StrictMath.log(2), 1e-3 * from);
            if (nextWidth > width * FLATTER) {
                break;
            }
            width = nextWidth;
            extend(scores, from, share, width);
            share /= 2;
            from = next;
        }
        extend(scores, from, share, width * (share == SHOULDER ? caution : 1));
        return true;
    }

    /** The deviation that this share of the events reaches. */
    private double quantile(double share) {
        double wanted = share * total;
        beyond = 0;
        bin = counts.length - 1;
        while (bin > 0 && beyond + counts[bin] < wanted) {
            beyond += counts[bin--];
        }
        return bins.value(bin, 1 - (wanted - beyond) / Math.max(1, counts[bin]));
    }

    private void fillBody(double[] scores, double end) {
        long above = (long) total;
        for (int i = 0; i < scores.length && bins.edge(i) <= end; i++) {
            scores[i] = score(Math.max(BODY, above / total));
            above -= counts[i];
        }
    }

    /** Overwrites the scores beyond a deviation by an exponential of the given width. */
    private void extend(double[] scores, double from, double share, double width) {
        double start = score(share);
        for (int i = bins.bin(from) + 1; i < scores.length; i++) {
            scores[i] = start + (bins.edge(i) - from) / (width * LN_10);
        }
    }

    private static double score(double share) {
        return Math.max(0, -StrictMath.log10(share));
    }
}

package science.pipeline.analysis.detect;

import java.util.function.DoubleUnaryOperator;

/**
 * From counts to scores. Up to the 95 % quantile the counts are believed as they are. The slope of the tail comes from
 * its 95 to 98 % range: further out, one per cent of true anomalies would pass for the tail of the normal events. From
 * there the counts are followed outwards, halving the tail step by step, as long as it falls no slower than before;
 * where it flattens, anomalies begin. Beyond, the tail goes on as an exponential with its last slope. So a tail that
 * ends early (bounded or normal) is known as far as there are events, an exponential one is extended as it is, and a
 * few per cent of anomalies are passed under.
 */
final class TailFit {

    private static final double LN_10 = StrictMath.log(10);
    private static final double LN_2 = StrictMath.log(2);
    private static final double BODY = 0.05;
    private static final double SHOULDER = 0.02;

    /** A step outwards needs as many events beyond it: less would be noise. */
    private static final double FEWEST = 32;

    /** By how much a step may be wider than the one before it and still be the same tail: the noise of the fewest. */
    private static final double FLATTER = 1.4;

    /** The last slope is taken over as many steps, which have seven times the fewest events. */
    private static final int LAST_STEPS = 3;

    /**
     * The last slope is no steeper than this share of the deviation: what deviations are measured by is itself only
     * learnt, and moves a little with every refresh.
     */
    private static final double NARROWEST = 0.05;

    private final int[] counts;
    private final double total;
    private final LogBins bins;
    private final double[] scores;

    private final double leastWidth;

    private TailFit(int[] counts, long total, LogBins bins, double leastWidth, double[] scores) {
        this.leastWidth = leastWidth;
        this.counts = counts;
        this.total = total;
        this.bins = bins;
        this.scores = scores;
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
     * @param leastWidth the tail of the normal events is known to fall no faster than by a factor e in this distance; 0
     *     if nothing is known
     * @param scores overwritten, at the bins' lower edges; left alone if nearly all events lie in the first bin, which
     *     tells nothing about the tail
     * @return whether the scores were written
     */
    static boolean fit(int[] counts, long total, LogBins bins, double leastWidth, double[] scores) {
        return new TailFit(counts, total, bins, leastWidth, scores).fit();
    }

    private boolean fit() {
        double body = quantile(BODY);
        if (body < bins.edge(1)) {
            return false;
        }
        fillBody(body);
        double shoulder = quantile(SHOULDER);
        double width = (shoulder - body) / StrictMath.log(BODY / SHOULDER);
        extend(body, shoulder, BODY, width);
        follow(shoulder, width);
        return true;
    }

    private void follow(double shoulder, double firstWidth) {
        double from = shoulder;
        double share = SHOULDER;
        double width = firstWidth;
        while (share / 2 * total >= FEWEST) {
            double next = quantile(share / 2);
            double nextWidth = (next - from) / LN_2;
            if (nextWidth > FLATTER * Math.max(Math.max(width, leastWidth), bins.width(from))) {
                break;
            }
            extend(from, next, share, nextWidth);
            width = nextWidth;
            share /= 2;
            from = next;
        }
        double least = Math.max(leastWidth, NARROWEST * from);
        extend(from, Double.MAX_VALUE, share, Math.max(lastWidth(from, share, firstWidth), least));
    }

    /**
     * Of the tail beyond all that was followed; two standard errors wider, for it must not promise what it does not
     * know.
     */
    private double lastWidth(double from, double share, double firstWidth) {
        if (share == SHOULDER) {
            return firstWidth * (1 + 2 / Math.sqrt((BODY - SHOULDER) * total));
        }
        double start = Math.min(SHOULDER, share * (1 << LAST_STEPS));
        double width = (from - quantile(start)) / StrictMath.log(start / share);
        return width * (1 + 1 / Math.sqrt((start - share) * total));
    }

    /** The deviation that this share of the events reaches. */
    private double quantile(double share) {
        double wanted = share * total;
        int bin = counts.length - 1;
        long beyond = 0;
        while (bin > 0 && beyond + counts[bin] < wanted) {
            beyond += counts[bin--];
        }
        return bins.value(bin, 1 - (wanted - beyond) / Math.max(1, counts[bin]));
    }

    private void fillBody(double end) {
        long reaching = (long) total;
        for (int i = 0; i < scores.length && bins.edge(i) <= end; i++) {
            // Hundreds of bins at every fit: from the table, which is exact to 3e-8.
            scores[i] = -Logarithm.ln(Math.max(BODY, reaching / total)) / LN_10;
            reaching -= counts[i];
        }
    }

    /** Scores from one deviation to another as an exponential of the given width has them. */
    private void extend(double from, double to, double share, double width) {
        double start = score(share);
        double perUnit = 1 / (Math.max(width, bins.width(from)) * LN_10);
        for (int i = bins.bin(from) + 1; i < scores.length && bins.edge(i) <= to; i++) {
            scores[i] = start + (bins.edge(i) - from) * perUnit;
        }
    }

    private static double score(double share) {
        return Math.max(0, -StrictMath.log10(share));
    }
}

package science.pipeline.analysis.histogram;

import java.util.Arrays;

/**
 * The bins of a definition, between edges that are computed once: a value belongs to the bin whose edges enclose it,
 * the lower one included, however the edges were rounded. A value's <em>slot</em> is its bin counted from 1; before the
 * first stands the underflow, behind the last the overflow, then what is no number, then events without a partner.
 */
final class Bins {

    static final int UNDERFLOW = 0;

    /** How many slots there are beside the bins. */
    static final int BESIDE = 4;

    private final double[] edges;
    private final int overflow;
    private final boolean linear;
    private final double binsPerUnit;

    Bins(HistogramDefinition definition) {
        edges = edges(definition.scale(), definition.min(), definition.max(), definition.bins());
        overflow = definition.bins() + 1;
        linear = definition.scale() == HistogramDefinition.Scale.LINEAR;
        binsPerUnit = definition.bins() / (definition.max() - definition.min());
    }

    /** Whether rounding leaves every bin a width. */
    static boolean areDistinct(HistogramDefinition.Scale scale, double min, double max, int bins) {
        double[] edges = edges(scale, min, max, bins);
        for (int i = 0; i < bins; i++) {
            boolean rises = edges[i] < edges[i + 1];
            if (!rises) {
                return false;
            }
        }
        return true;
    }

    static double[] edges(HistogramDefinition.Scale scale, double min, double max, int bins) {
        double[] edges = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            double share = (double) i / bins;
            // StrictMath, so that a value falls into the same bin on every machine.
            edges[i] = scale == HistogramDefinition.Scale.LINEAR
                    ? min + (max - min) * i / bins
                    : min * StrictMath.pow(max / min, share);
        }
        edges[bins] = max;
        return edges;
    }

    /** Of an event that was given up, for its partner did not come. */
    int unpaired() {
        return overflow + 2;
    }

    int slot(double value) {
        if (value < edges[0]) {
            return UNDERFLOW;
        }
        if (value >= edges[overflow - 1]) {
            return overflow;
        }
        if (Double.isNaN(value)) {
            return overflow + 1;
        }
        return 1 + (linear ? linear(value) : logarithmic(value));
    }

    /** A guess, then the edges decide. */
    private int linear(double value) {
        int bin = Math.min((int) ((value - edges[0]) * binsPerUnit), overflow - 2);
        while (value < edges[bin]) {
            bin--;
        }
        while (value >= edges[bin + 1]) {
            bin++;
        }
        return bin;
    }

    private int logarithmic(double value) {
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? found : -found - 2;
    }
}

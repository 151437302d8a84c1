package science.pipeline.analysis.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Histograms of one group of events, as a window's: those that are configured, in their order, then those that were
 * under an earlier configuration and keep their counts.
 */
public final class Histograms {

    private final List<Histogram> all = new ArrayList<>();

    /** @param definitions of those that rows will be added to */
    public Histograms(List<HistogramDefinition> definitions) {
        definitions.forEach(definition -> all.add(new Histogram(definition)));
    }

    /** To be read only. */
    public List<Histogram> all() {
        return all;
    }

    /**
     * Counts the rows {@code [from, to)} of a batch.
     *
     * @param slots of the rows, for each definition, by {@link HistogramFiller#slots}
     */
    public void add(int[][] slots, int from, int to) {
        for (int i = 0; i < slots.length; i++) {
            all.get(i).add(slots[i], from, to);
        }
    }

    /** Adds what others have counted under equal definitions; what has another one is taken up beside them. */
    public void merge(Histograms others) {
        for (Histogram other : others.all) {
            of(other.definition()).merge(other);
        }
    }

    public Histograms copy() {
        Histograms copy = new Histograms(List.of());
        copy.merge(this);
        return copy;
    }

    private Histogram of(HistogramDefinition definition) {
        for (Histogram histogram : all) {
            if (histogram.definition().equals(definition)) {
                return histogram;
            }
        }
        Histogram fresh = new Histogram(definition);
        all.add(fresh);
        return fresh;
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(all.size());
        for (Histogram histogram : all) {
            histogram.save(out);
        }
    }

    public static Histograms load(DataInput in) throws IOException {
        Histograms histograms = new Histograms(List.of());
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            histograms.all.add(Histogram.load(in));
        }
        return histograms;
    }
}

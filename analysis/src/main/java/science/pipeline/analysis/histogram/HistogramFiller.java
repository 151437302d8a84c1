package science.pipeline.analysis.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/**
 * The configured histograms at work on one partition: finds each row's slots, and counts since the partition's first
 * record. Touched by one thread.
 */
public final class HistogramFiller {

    private final CompiledHistogram[] histograms;
    private final int[][] slots;
    private final Histograms total;

    public HistogramFiller(List<HistogramDefinition> definitions, Quantities quantities, NameTables tables) {
        histograms = definitions.stream()
                .map(definition -> new CompiledHistogram(definition, quantities, tables))
                .toArray(CompiledHistogram[]::new);
        slots = Arrays.stream(histograms).map(histogram -> histogram.slots).toArray(int[][]::new);
        total = new Histograms(definitions);
    }

    /**
     * Counts a batch.
     *
     * @param columns cleared for this batch
     */
    public void fill(EventBatch batch, Columns columns) {
        for (CompiledHistogram histogram : histograms) {
            histogram.fill(batch, columns);
        }
        total.add(slots, 0, batch.size());
    }

    /** For each definition, where the rows of the last batch count. To be read before the next batch. */
    public int[][] slots() {
        return slots;
    }

    /** What was counted since the partition's first record. */
    public Histograms counted() {
        return total;
    }

    /** Writes the events that wait for their partners; what was {@link #counted} is saved by itself. */
    public void savePairs(DataOutput out) throws IOException {
        List<CompiledHistogram> ofPairs =
                Arrays.stream(histograms).filter(each -> each.pairs() != null).toList();
        out.writeInt(ofPairs.size());
        for (CompiledHistogram histogram : ofPairs) {
            SavedDefinition.save(histogram.definition, out);
            Pairs pairs = histogram.pairs();
            if (pairs != null) {
                pairs.save(out);
            }
        }
    }

    /**
     * Takes up a saved state, before the first batch. Who waited under a definition that has changed is forgotten.
     *
     * @param counted what had been counted
     * @param in what {@link #savePairs} wrote
     */
    public void load(Histograms counted, DataInput in) throws IOException {
        total.merge(counted);
        int ofPairs = in.readInt();
        for (int i = 0; i < ofPairs; i++) {
            HistogramDefinition definition = SavedDefinition.load(in);
            Pairs pairs = Pairs.load(in);
            for (CompiledHistogram histogram : histograms) {
                if (histogram.definition.equals(definition)) {
                    histogram.resume(pairs);
                }
            }
        }
    }
}

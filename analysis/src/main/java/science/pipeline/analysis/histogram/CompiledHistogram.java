package science.pipeline.analysis.histogram;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.CompiledCondition;
import science.pipeline.analysis.quantity.Formula;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/** A definition as loops over columns: finds the slot of every row. */
final class CompiledHistogram {

    final HistogramDefinition definition;
    final int[] slots = new int[EventBatch.CAPACITY];

    private final Bins bins;
    private final CompiledCondition[] conditions;
    private final boolean[] passes = new boolean[EventBatch.CAPACITY];
    private final @Nullable Formula quantity;
    private final double[] room = new double[EventBatch.CAPACITY];
    private @Nullable Pairs pairs;

    CompiledHistogram(HistogramDefinition definition, Quantities quantities, NameTables tables) {
        this.definition = definition;
        bins = new Bins(definition);
        conditions = CompiledCondition.compile(definition.where(), quantities, tables);
        if (definition.isOfPairs()) {
            quantity = null;
            pairs = new Pairs();
        } else {
            quantity = quantities.formula(definition.quantity());
        }
    }

    void fill(EventBatch batch, Columns columns) {
        Arrays.fill(passes, 0, batch.size(), true);
        for (CompiledCondition condition : conditions) {
            condition.narrow(batch, columns, passes);
        }
        if (quantity != null) {
            fill(quantity.column(batch, columns, room), batch.size());
        } else if (pairs != null) {
            fill(pairs, batch);
        }
    }

    private void fill(double[] column, int size) {
        for (int i = 0; i < size; i++) {
            slots[i] = passes[i] ? bins.slot(column[i]) : Histogram.NONE;
        }
    }

    /** A pair counts where its second event does. */
    private void fill(Pairs found, EventBatch batch) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            slots[i] = passes[i] ? slot(found, batch, i) : Histogram.NONE;
        }
    }

    private int slot(Pairs found, EventBatch batch, int row) {
        double mass = found.completedBy(batch, row);
        if (!Double.isNaN(mass)) {
            return bins.slot(mass);
        }
        return found.gaveUp() ? bins.unpaired() : Histogram.NONE;
    }

    @Nullable Pairs pairs() {
        return pairs;
    }

    void resume(Pairs saved) {
        pairs = saved;
    }
}

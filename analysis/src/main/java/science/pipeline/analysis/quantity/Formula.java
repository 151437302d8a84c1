package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/** Where the column of a number comes from. */
@FunctionalInterface
public interface Formula {

    /**
     * The numbers of a batch's events, one a row.
     *
     * @param room as long as a batch; filled by formulas that compute, left alone by those that pass on a column
     * @return {@code room}, or the batch's own column
     */
    double[] column(EventBatch batch, double[] room);
}

package science.pipeline.analysis.quantity;

import science.pipeline.event.EventBatch;

/** Where the column of a number comes from. Without state: threads share it. */
@FunctionalInterface
public interface Formula {

    /**
     * The numbers of a batch's events, one a row.
     *
     * @param columns of the same batch, where a formula asks for other numbers, and borrows room for its steps
     * @param room as long as a batch; filled by formulas that compute, left alone by those that pass on a column
     * @return {@code room}, or another column, to be read only
     */
    double[] column(EventBatch batch, Columns columns, double[] room);
}

package science.pipeline.analysis.onnx;

/**
 * What a name of the graph stands for: some numbers an event, in columns of {@link Step#ROWS} rows.
 *
 * @param columns by number, then row
 * @param isFlat whether it has no dimension of columns: one number an event
 * @param perEvent false if it is the same for all events
 */
record Value(String name, double[][] columns, boolean isFlat, Kind kind, boolean perEvent) {

    int width() {
        return columns.length;
    }

    /** The column that stands at a place where others have as many as {@code width}: one alone is there for all. */
    double[] at(int column) {
        return columns.length == 1 ? columns[0] : columns[column];
    }
}

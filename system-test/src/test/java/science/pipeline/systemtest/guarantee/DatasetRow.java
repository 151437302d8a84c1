package science.pipeline.systemtest.guarantee;

/**
 * A row of the dataset, of an event or of a reject.
 *
 * @param accepted whether it stands among the events
 * @param offset in its partition
 * @param text the line as it stands in its file
 * @param file where it stands
 */
record DatasetRow(boolean accepted, long offset, String text, String file) {}

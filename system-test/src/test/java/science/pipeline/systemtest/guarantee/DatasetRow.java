package science.pipeline.systemtest.guarantee;

/**
 * A row of the dataset, of an event or of a reject.
 *
 * @param accepted whether it stands among the events
 * @param offset in its partition
 * @param index in its record's list; −1 of a record that is rejected as a whole, 0 where each record is one event
 * @param text the line as it stands in its file
 * @param file where it stands
 */
record DatasetRow(boolean accepted, long offset, int index, String text, String file) {}

/**
 * Recorded files as events: CSV and JSON lines, and the mapping from their columns to the fields of the event. May
 * import {@code shared-model}, {@code source}, commons-csv and Jackson, never Kafka.
 */
@NullMarked
package science.pipeline.producer.source.replay;

import org.jspecify.annotations.NullMarked;

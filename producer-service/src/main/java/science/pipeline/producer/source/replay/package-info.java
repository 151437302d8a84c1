/**
 * Recorded files as events: the mapping from their columns to the fields of the event. May import {@code shared-model},
 * {@code formats} and {@code source}, never Kafka.
 */
@NullMarked
package science.pipeline.producer.source.replay;

import org.jspecify.annotations.NullMarked;

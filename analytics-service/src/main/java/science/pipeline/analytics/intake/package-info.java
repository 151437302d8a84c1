/**
 * What is read from Kafka: the batch listener, the partitions that it owns, their commits. May import {@code post},
 * {@code dataset}, {@code analysis}, {@code formats}, {@code shared-model}, Spring and the Kafka clients.
 */
@NullMarked
package science.pipeline.analytics.intake;

import org.jspecify.annotations.NullMarked;

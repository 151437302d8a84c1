/**
 * The only room that knows Kafka: the batch listener, the partitions that it owns, commits, dead letters and alerts.
 * May import {@code dataset}, {@code analysis}, {@code shared-model}, Spring and the Kafka clients.
 */
@NullMarked
package science.pipeline.analytics.intake;

import org.jspecify.annotations.NullMarked;

/**
 * What is told to Kafka's topics: copies of rejects, alerts, statistics. Each topic has an outlet of its own, each
 * partition an outbox, which knows what Kafka has not taken yet. For every host that reads from Kafka. May import
 * {@code dataset}, {@code chassis}, Spring's template and the Kafka clients.
 */
@NullMarked
package science.pipeline.analytics.post;

import org.jspecify.annotations.NullMarked;

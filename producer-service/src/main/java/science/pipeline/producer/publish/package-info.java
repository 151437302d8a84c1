/**
 * From the source to the topic: pace, keys, sending, and the account of what Kafka has acknowledged. The only room that
 * talks to Kafka. May import {@code source} and the keys of the producer.
 */
@NullMarked
package science.pipeline.producer.publish;

import org.jspecify.annotations.NullMarked;

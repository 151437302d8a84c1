/**
 * The producer: takes events from a source and publishes them to Kafka. This room holds the application and the keys
 * under {@code producer} and may import the settings of the sources below it; the way of an event is {@code source},
 * then {@code publish}, and {@code observe} looks on.
 */
@NullMarked
package science.pipeline.producer;

import org.jspecify.annotations.NullMarked;

/** Where events come from: what every source promises. May import {@code shared-model}, never Kafka. */
@NullMarked
package science.pipeline.producer.source;

import org.jspecify.annotations.NullMarked;

/**
 * How people look at the producer and steer it: health, meters, the actuator endpoint, progress. May import
 * {@code publish} and the keys of the producer.
 */
@NullMarked
package science.pipeline.producer.observe;

import org.jspecify.annotations.NullMarked;

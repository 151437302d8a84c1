/**
 * How either service asks Kafka, and what its answers, and those of TLS and of the file system, mean to a person. May
 * import Kafka's clients.
 */
@NullMarked
package science.pipeline.chassis.kafka;

import org.jspecify.annotations.NullMarked;

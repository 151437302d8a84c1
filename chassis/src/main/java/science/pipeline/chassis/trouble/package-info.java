/**
 * What an error of Kafka's clients, of TLS or of the file system means to a person: one word and one sentence, the same
 * in both services. May import {@code shared-model} and Kafka's clients.
 */
@NullMarked
package science.pipeline.chassis.trouble;

import org.jspecify.annotations.NullMarked;

/**
 * The processes under test: broker, producer and analytics service from their built jars, each with its pid and log
 * file, to be started, killed, frozen and waited for. May import Kafka's clients.
 */
@NullMarked
package science.pipeline.systemtest.process;

import org.jspecify.annotations.NullMarked;

/**
 * Measurements over real processes: the built jars, found by path, and what they are compared with, each in a JVM of
 * its own beside one local broker. Correctness is checked before a figure is printed. May import {@code plain}, Kafka's
 * clients and Jackson.
 */
@NullMarked
package science.pipeline.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;

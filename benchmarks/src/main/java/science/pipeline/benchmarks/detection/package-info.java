/**
 * How well the detection finds faults: recorded and synthetic events with injected faults, put to the layers and to
 * other methods. May import every module.
 */
@NullMarked
package science.pipeline.benchmarks.detection;

import org.jspecify.annotations.NullMarked;

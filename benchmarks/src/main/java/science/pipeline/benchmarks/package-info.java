/** The commands. May import every room of the benchmarks. */
@NullMarked
package science.pipeline.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * The hot path stage by stage, by JMH, on one core: {@code java -jar benchmarks/target/benchmarks.jar hotpath}. Rates
 * are batches of {@code EventBatch.CAPACITY} events counted as events. May import the stages that it measures, and what
 * they are compared with.
 */
@NullMarked
package science.pipeline.benchmarks.hotpath;

import org.jspecify.annotations.NullMarked;

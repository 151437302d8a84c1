/**
 * The engine, hosted by Spark: a driver that plans batches, and executors that own partitions as the service's listener
 * does. The checkpoint drives within a run; the commits are the truth. May import all that the analytics service may,
 * its own rooms but for {@code observe}, and Spark.
 */
@NullMarked
package science.pipeline.spark;

import org.jspecify.annotations.NullMarked;

/**
 * What the service is compared with: a consumer that only counts, and listeners as careful people ordinarily write them
 * with Spring, Jackson and commons-csv. May import spring-kafka, Jackson databind and commons-csv, and nothing of this
 * project.
 */
@NullMarked
package science.pipeline.benchmarks.plain;

import org.jspecify.annotations.NullMarked;

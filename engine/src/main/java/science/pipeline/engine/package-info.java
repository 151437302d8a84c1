/**
 * The engine: from the bytes of a partition's records to rows, rejects, windows, alerts, ledger and state, the same in
 * every host. Knows no Spring, Kafka, Spark, file, thread or clock. May import {@code shared-model}, {@code analysis}
 * and of the dataset its {@code sink}.
 */
@NullMarked
package science.pipeline.engine;

import org.jspecify.annotations.NullMarked;

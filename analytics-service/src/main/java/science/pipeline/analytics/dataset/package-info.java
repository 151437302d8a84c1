/**
 * The dataset on disk: files, commits, recovery, the final dataset and its verification. Knows nothing of Kafka; may
 * import {@code shared-model}, {@code analysis} and Spring.
 *
 * <p>The dataset is what the newest commit of each partition names, to the length it names.
 */
@NullMarked
package science.pipeline.analytics.dataset;

import org.jspecify.annotations.NullMarked;

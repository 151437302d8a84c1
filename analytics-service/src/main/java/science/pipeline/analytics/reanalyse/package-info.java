/**
 * The host that analyses once more what a dataset has kept, without Kafka. May import {@code shared-model},
 * {@code analysis}, {@code dataset} and {@code engine}; knows neither {@code intake} nor {@code observe}.
 */
@NullMarked
package science.pipeline.analytics.reanalyse;

import org.jspecify.annotations.NullMarked;

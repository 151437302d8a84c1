/**
 * Statistics in windows of event time: one partition's open windows and their contributions, and the published form
 * that contributions of all partitions sum up to. May import {@code shared-model}, {@code clock}, {@code quantity} and
 * {@code histogram}.
 */
@NullMarked
package science.pipeline.analysis.aggregate;

import org.jspecify.annotations.NullMarked;

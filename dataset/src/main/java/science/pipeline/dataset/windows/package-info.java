/**
 * Windows that partitions have closed: their files, merged statistics, while the run goes on and in the end. May import
 * {@code sink} and {@code commit}.
 */
@NullMarked
package science.pipeline.dataset.windows;

import org.jspecify.annotations.NullMarked;

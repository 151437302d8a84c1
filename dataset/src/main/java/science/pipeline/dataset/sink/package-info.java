/**
 * The seam between an analysis and whoever keeps what it finds: what is handed over, and what is promised for it. Knows
 * no file. May import {@code shared-model} and {@code analysis}, nothing else of the dataset.
 */
@NullMarked
package science.pipeline.dataset.sink;

import org.jspecify.annotations.NullMarked;

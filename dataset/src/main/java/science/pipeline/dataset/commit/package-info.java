/**
 * The books: commits and who may make them, takeover, files that are forced to disk, the ledger, the workshop of
 * derived files. May import {@code shared-model} and {@code analysis}, nothing else of the dataset.
 *
 * <p>The dataset is what the newest commit of each partition names, to the length it names.
 */
@NullMarked
package science.pipeline.dataset.commit;

import org.jspecify.annotations.NullMarked;

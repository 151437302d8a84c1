/**
 * The sink that writes files, and how they are read again: rows, rejects, windows. May import {@code sink},
 * {@code commit} and {@code windows}.
 */
@NullMarked
package science.pipeline.dataset.rows;

import org.jspecify.annotations.NullMarked;

/**
 * The dataset in an object store: the sink that puts objects, each once and for good, and how they become a results
 * folder. Knows no store of its own. May import {@code sink}, {@code commit}, {@code windows} and {@code rows}.
 */
@NullMarked
package science.pipeline.dataset.objects;

import org.jspecify.annotations.NullMarked;

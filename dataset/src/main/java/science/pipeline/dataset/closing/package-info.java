/** The final dataset with its manifest, and the proof that it is true. May import all of the dataset. */
@NullMarked
package science.pipeline.dataset.closing;

import org.jspecify.annotations.NullMarked;

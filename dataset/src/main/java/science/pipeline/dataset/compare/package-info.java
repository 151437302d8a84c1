/** What a dataset is, in one number, and how two of them differ, row by row. May import all of the dataset. */
@NullMarked
package science.pipeline.dataset.compare;

import org.jspecify.annotations.NullMarked;

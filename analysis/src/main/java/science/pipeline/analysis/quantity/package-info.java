/**
 * What a selection, a histogram or a rule may ask of an event: fields of the layout and quantities derived from them,
 * as columns of a batch. May import {@code shared-model}.
 */
@NullMarked
package science.pipeline.analysis.quantity;

import org.jspecify.annotations.NullMarked;

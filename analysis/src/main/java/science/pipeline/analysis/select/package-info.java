/**
 * The trigger menu: named selections of events by typed conditions on their quantities, compiled to loops over columns.
 * May import {@code shared-model} and {@code quantity}.
 */
@NullMarked
package science.pipeline.analysis.select;

import org.jspecify.annotations.NullMarked;

/**
 * Finds events that are out of the ordinary and says why: independent layers, each with one question and a p-value as
 * its answer, and a budget of false flags that decides how rare is rare enough. May import {@code shared-model} and
 * {@code quantity}.
 *
 * <p>Everything here belongs to one partition and is touched by one thread. Events are scored one after the other in
 * offset order: where a batch ends, or the state is saved, changes nothing.
 */
@NullMarked
package science.pipeline.analysis.detect;

import org.jspecify.annotations.NullMarked;

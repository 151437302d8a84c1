/**
 * The wire contract: the event, its time, and the columns in which a batch of events travels through the analysis. May
 * import {@code schema}.
 */
@NullMarked
package science.pipeline.event;

import org.jspecify.annotations.NullMarked;

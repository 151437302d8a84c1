/**
 * The wire contract: the event, its layout, its time, and the columns in which a batch of events travels through the
 * analysis. May import the JDK only.
 */
@NullMarked
package science.pipeline.event;

import org.jspecify.annotations.NullMarked;

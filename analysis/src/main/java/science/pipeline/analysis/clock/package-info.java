/**
 * A partition's idea of "now" in event time, and what it says of each record: in time, late or future. Needs the event
 * and nothing else; the stages read what it says.
 */
@NullMarked
package science.pipeline.analysis.clock;

import org.jspecify.annotations.NullMarked;

/**
 * What a run looks like in a terminal: one live line of progress, and figures written for people. May import the JDK
 * only.
 */
@NullMarked
package science.pipeline.terminal;

import org.jspecify.annotations.NullMarked;

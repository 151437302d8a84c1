/**
 * The promises, each a class that looks at what is left after the faults. Nothing here uses the code under test, but
 * for running it: files and topic are read independently.
 */
@NullMarked
package science.pipeline.systemtest.guarantee;

import org.jspecify.annotations.NullMarked;

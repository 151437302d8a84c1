/** What is sent while faults strike: documents of every kind that the input policy knows, and who sends them. */
@NullMarked
package science.pipeline.systemtest.load;

import org.jspecify.annotations.NullMarked;

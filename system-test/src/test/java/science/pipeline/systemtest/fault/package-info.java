/** What strikes, each a class. May import {@code process} and {@code load}. */
@NullMarked
package science.pipeline.systemtest.fault;

import org.jspecify.annotations.NullMarked;

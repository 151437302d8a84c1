/**
 * The one-command run: broker, analytics service and producer in one JVM, each in a Spring context of its own that
 * reads the {@code application.yml} of its own module. May import Spring and these three modules; nothing imports it.
 */
@NullMarked
package science.pipeline.standalone;

import org.jspecify.annotations.NullMarked;

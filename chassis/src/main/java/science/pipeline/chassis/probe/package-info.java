/** How a container's health check finds a service and asks it. May import Spring's web server; nothing of ours. */
@NullMarked
package science.pipeline.chassis.probe;

import org.jspecify.annotations.NullMarked;

/**
 * The analytics service: its start, its end, and its configuration, from which each room gets its part. May import
 * Spring and the service's rooms.
 */
@NullMarked
package science.pipeline.analytics;

import org.jspecify.annotations.NullMarked;

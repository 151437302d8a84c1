/** What is asked of a schema registry, over plain HTTP. May import {@code shared-model}. */
@NullMarked
package science.pipeline.chassis.registry;

import org.jspecify.annotations.NullMarked;

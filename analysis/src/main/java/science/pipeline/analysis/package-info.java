/**
 * The analysis of one partition's events: {@code quantity} names what can be asked of an event, {@code select},
 * {@code detect} and {@code aggregate} are its stages, {@code pipeline} calls them in order, {@code watch} merges what
 * the partitions found. No stage imports another. This package itself holds what all of them refuse settings with. May
 * import the JDK and {@code shared-model}.
 */
@NullMarked
package science.pipeline.analysis;

import org.jspecify.annotations.NullMarked;

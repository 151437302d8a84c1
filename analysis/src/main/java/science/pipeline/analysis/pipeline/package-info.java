/**
 * The analysis as one: the class that calls the stages in order, and all that a partition knows, saved and restored in
 * one place. May import {@code shared-model} and every room of the analysis.
 */
@NullMarked
package science.pipeline.analysis.pipeline;

import org.jspecify.annotations.NullMarked;

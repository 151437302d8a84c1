/**
 * Configured histograms: how often a quantity of the events, or the invariant mass of pairs of them, lies in each of
 * fixed bins. Not a stage: {@code aggregate} keeps them in windows. May import {@code shared-model} and
 * {@code quantity}.
 */
@NullMarked
package science.pipeline.analysis.histogram;

import org.jspecify.annotations.NullMarked;

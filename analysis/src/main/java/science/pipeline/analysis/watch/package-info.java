/**
 * What the partitions see together: a pure function of their window contributions, to be computed anywhere and again at
 * any time. May import {@code aggregate}.
 */
@NullMarked
package science.pipeline.analysis.watch;

import org.jspecify.annotations.NullMarked;

package science.pipeline.analysis.quantity;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a selection or a rule demands of one quantity. */
public sealed interface Condition {

    /**
     * A number between two others, both included.
     *
     * @param min negative infinity for none
     * @param max positive infinity for none
     */
    record Range(double min, double max) implements Condition {

        public static Range atLeast(double min) {
            return new Range(min, Double.POSITIVE_INFINITY);
        }
    }

    /**
     * A name out of several, or a label out of {@code true} and {@code false}.
     *
     * @param values in the order of the configuration
     */
    record OneOf(Set<String> values) implements Condition {

        public OneOf {
            // Set.copyOf would iterate in another order in each JVM; configurations are compared as text.
            values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }

        public OneOf(Collection<String> values) {
            this(new LinkedHashSet<>(values));
        }
    }
}

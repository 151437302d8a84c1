package science.pipeline.analysis.quantity;

import org.jspecify.annotations.Nullable;
import science.pipeline.expression.BooleanExpression.Comparison;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Operation;
import science.pipeline.expression.Relation;

/**
 * A comparison with a constant as a range, both ends included, so that it costs what {@code {min:, max:}} does. Doubles
 * have neighbours: {@code x > 20} is {@code x >= nextUp(20)}.
 *
 * @param of what is compared
 */
record Bounds(NumberExpression of, double min, double max) {

    /** The range of a comparison, or null if it is none. */
    static @Nullable Bounds of(Comparison comparison) {
        NumberExpression left = comparison.left();
        NumberExpression right = comparison.right();
        if (NumberLoops.isConstant(right) && !NumberLoops.isConstant(left)) {
            return of(left, comparison.relation(), NumberLoops.constantOf(right));
        }
        if (NumberLoops.isConstant(left) && !NumberLoops.isConstant(right)) {
            return of(right, comparison.relation().mirrored(), NumberLoops.constantOf(left));
        }
        return null;
    }

    private static @Nullable Bounds of(NumberExpression of, Relation relation, double limit) {
        if (!Double.isFinite(limit)) {
            return null; // infinity has no neighbour, and nothing is compared with NaN
        }
        Bounds bounds = switch (relation) {
            case LESS -> new Bounds(of, Double.NEGATIVE_INFINITY, Math.nextDown(limit));
            case AT_MOST -> new Bounds(of, Double.NEGATIVE_INFINITY, limit);
            case GREATER -> new Bounds(of, Math.nextUp(limit), Double.POSITIVE_INFINITY);
            case AT_LEAST -> new Bounds(of, limit, Double.POSITIVE_INFINITY);
            case EQUAL -> new Bounds(of, limit, limit);
            case UNEQUAL -> null;
        };
        return bounds == null || relation == Relation.EQUAL ? bounds : bounds.withoutMagnitude();
    }

    /** {@code abs(x) <= 2} is {@code x} from −2 to 2. */
    private Bounds withoutMagnitude() {
        boolean isMagnitude = min == Double.NEGATIVE_INFINITY
                && of instanceof NumberExpression.Computed computed
                && computed.operation() == Operation.ABS;
        return isMagnitude
                ? new Bounds(((NumberExpression.Computed) of).arguments().get(0), -max, max)
                : this;
    }

    /** Where both hold. */
    Bounds and(Bounds other) {
        return new Bounds(of, Math.max(min, other.min), Math.min(max, other.max));
    }
}

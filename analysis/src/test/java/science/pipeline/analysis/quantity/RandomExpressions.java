package science.pipeline.analysis.quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import science.pipeline.expression.BooleanExpression;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Operation;
import science.pipeline.expression.Relation;

/** Expressions of every kind over the fields of {@link Monitors}, as the parser would make them. */
final class RandomExpressions {

    private static final double[] LITERALS = {0, -0.0, 1, -1, 2, 2.5, -3, 0.1, 1e-300, 1e300, Double.MIN_VALUE};

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    NumberExpression number(int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 12);
        if (kind == 0) {
            return new NumberExpression.Literal(literal());
        }
        if (kind < 4) {
            return new NumberExpression.Named(oneOf(Monitors.NUMBERS));
        }
        if (kind == 4) {
            return new NumberExpression.Choice(condition(depth - 1), number(depth - 1), number(depth - 1));
        }
        // Plain arithmetic is what people write most.
        Operation operation = Operation.values()[random.nextInt(kind < 9 ? 6 : Operation.values().length)];
        NumberExpression first = number(depth - 1);
        if (operation.arity() == 2) {
            return new NumberExpression.Computed(operation, List.of(first, number(depth - 1)));
        }
        boolean isFolded = operation == Operation.NEGATE && first instanceof NumberExpression.Literal;
        return isFolded ? first : new NumberExpression.Computed(operation, List.of(first));
    }

    BooleanExpression condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 10 : 16)) {
            case 0 -> new BooleanExpression.Always(random.nextBoolean());
            case 1 -> new BooleanExpression.Flag(oneOf(Monitors.FLAGS), random.nextBoolean());
            case 2 -> names();
            case 3 -> new BooleanExpression.HasName(oneOf(Monitors.NAMES));
            case 4 -> new BooleanExpression.HasNumber(new NumberExpression.Named(oneOf(Monitors.FLAGS)));
            case 5 -> new BooleanExpression.HasNumber(number(Math.max(0, depth - 1)));
            case 6 ->
                new BooleanExpression.AmongNumbers(
                        number(Math.max(0, depth - 1)),
                        IntStream.rangeClosed(0, random.nextInt(3))
                                .mapToObj(i -> literal())
                                .toList());
            case 10 -> new BooleanExpression.Not(condition(depth - 1));
            case 11 -> new BooleanExpression.Choice(condition(depth - 1), condition(depth - 1), condition(depth - 1));
            case 12, 13 -> all(depth);
            case 14 -> any(depth);
            default -> comparison(depth);
        };
    }

    private BooleanExpression comparison(int depth) {
        NumberExpression left = number(Math.max(0, depth - 1));
        NumberExpression right =
                random.nextInt(3) > 0 ? new NumberExpression.Literal(literal()) : number(Math.max(0, depth - 1));
        boolean isMirrored = random.nextInt(4) == 0;
        Relation relation = Relation.values()[random.nextInt(Relation.values().length)];
        return new BooleanExpression.Comparison(isMirrored ? right : left, relation, isMirrored ? left : right);
    }

    private BooleanExpression names() {
        List<String> values = new ArrayList<>();
        values.add(oneOf(Monitors.WORDS));
        boolean isWanted = random.nextInt(3) > 0;
        if (isWanted && random.nextBoolean()) {
            values.add("a_further_one");
        }
        return new BooleanExpression.AmongNames(oneOf(Monitors.NAMES), values, isWanted);
    }

    private BooleanExpression all(int depth) {
        List<BooleanExpression> parts = several(depth);
        parts.removeIf(part -> part instanceof BooleanExpression.All);
        return parts.size() < 2 ? new BooleanExpression.Always(true) : new BooleanExpression.All(parts);
    }

    private BooleanExpression any(int depth) {
        List<BooleanExpression> parts = several(depth);
        parts.removeIf(part -> part instanceof BooleanExpression.Any);
        return parts.size() < 2 ? new BooleanExpression.Always(false) : new BooleanExpression.Any(parts);
    }

    private List<BooleanExpression> several(int depth) {
        List<BooleanExpression> parts = new ArrayList<>();
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            parts.add(condition(depth - 1));
        }
        return parts;
    }

    private double literal() {
        return random.nextInt(3) == 0
                ? Math.round(random.nextGaussian() * 100) / 8.0
                : LITERALS[random.nextInt(LITERALS.length)];
    }

    private String oneOf(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}

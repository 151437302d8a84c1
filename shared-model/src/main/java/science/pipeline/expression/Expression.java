package science.pipeline.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression that is known to be right: its names are there, its types fit. Immutable; equal to another if both
 * compute the same in the same way, however they were spaced.
 */
public sealed interface Expression permits NumberExpression, BooleanExpression {

    /** The most characters of an expression. */
    int LENGTH = 1024;

    /** The most numbers, names, operators and functions of an expression. */
    int NODES = 300;

    /**
     * Reads a number, as {@code cpm / 334}.
     *
     * @throws ExpressionFault for the first thing that is wrong: where, found, expected
     */
    static NumberExpression number(String text, Scope scope) {
        return new Typing(text, scope).number();
    }

    /**
     * Reads a condition, as {@code pt > 20 && abs(eta) < 1.2}.
     *
     * @throws ExpressionFault for the first thing that is wrong: where, found, expected
     */
    static BooleanExpression condition(String text, Scope scope) {
        return new Typing(text, scope).condition();
    }

    /** What it is computed from, one level down. */
    List<? extends Expression> parts();

    /** The expression always in the same form, which reads back to an equal one. */
    default String text() {
        return CanonicalText.of(this);
    }

    /** The names that it uses, in the order of their first appearance. */
    default Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        collect(this, names);
        return names;
    }

    private static void collect(Expression expression, Set<String> names) {
        if (expression instanceof NumberExpression.Named named) {
            names.add(named.name());
        } else if (expression instanceof BooleanExpression.Flag flag) {
            names.add(flag.name());
        } else if (expression instanceof BooleanExpression.AmongNames among) {
            names.add(among.name());
        } else if (expression instanceof BooleanExpression.HasName has) {
            names.add(has.name());
        }
        expression.parts().forEach(part -> collect(part, names));
    }
}

package science.pipeline.expression;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.io.NumberOutput;

/** Writes expressions always in the same form: one blank around operators, no parenthesis that is not needed. */
final class CanonicalText {

    // How strongly operators bind; operands that bind less stand in parentheses.
    private static final int CHOICE = 0;
    private static final int ANY = 1;
    private static final int ALL = 2;
    private static final int RELATION = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int SIGN = 6;
    private static final int PRIMARY = 7;

    private CanonicalText() {}

    static String of(Expression expression) {
        return expression instanceof NumberExpression number
                ? number(number)
                : condition((BooleanExpression) expression);
    }

    private static String number(NumberExpression expression) {
        if (expression instanceof NumberExpression.Literal literal) {
            return number(literal.number());
        }
        if (expression instanceof NumberExpression.Named named) {
            return name(named.name());
        }
        if (expression instanceof NumberExpression.Choice choice) {
            return choice(choice.condition(), choice.then(), choice.otherwise());
        }
        NumberExpression.Computed computed = (NumberExpression.Computed) expression;
        Operation operation = computed.operation();
        List<NumberExpression> arguments = computed.arguments();
        if (operation == Operation.NEGATE) {
            return "-" + bound(arguments.get(0), PRIMARY);
        }
        if (operation.isFunction()) {
            return operation.symbol()
                    + arguments.stream().map(CanonicalText::of).collect(Collectors.joining(", ", "(", ")"));
        }
        int strength = strength(computed);
        return infix(arguments.get(0), strength, operation.symbol(), arguments.get(1), strength + 1);
    }

    private static String condition(BooleanExpression expression) {
        if (expression instanceof BooleanExpression.Always always) {
            return Boolean.toString(always.truth());
        }
        if (expression instanceof BooleanExpression.Flag flag) {
            return name(flag.name()) + (flag.wanted() ? "" : " == false");
        }
        if (expression instanceof BooleanExpression.Comparison comparison) {
            return infix(comparison.left(), SUM, comparison.relation().symbol(), comparison.right(), SUM);
        }
        if (expression instanceof BooleanExpression.AmongNumbers among) {
            return bound(among.number(), SUM) + " in "
                    + among.values().stream().map(CanonicalText::number).collect(Collectors.joining(", ", "[", "]"));
        }
        if (expression instanceof BooleanExpression.AmongNames among) {
            return among(among);
        }
        if (expression instanceof BooleanExpression.HasNumber has) {
            return "has(" + of(has.number()) + ")";
        }
        if (expression instanceof BooleanExpression.HasName has) {
            return "has(" + name(has.name()) + ")";
        }
        if (expression instanceof BooleanExpression.Not not) {
            return "!" + bound(not.condition(), PRIMARY);
        }
        if (expression instanceof BooleanExpression.Choice choice) {
            return choice(choice.condition(), choice.then(), choice.otherwise());
        }
        boolean isAll = expression instanceof BooleanExpression.All;
        return expression.parts().stream()
                .map(part -> bound(part, isAll ? RELATION : ALL))
                .collect(Collectors.joining(isAll ? " && " : " || "));
    }

    private static String among(BooleanExpression.AmongNames among) {
        if (among.wanted() && among.values().size() != 1) {
            return name(among.name()) + " in "
                    + among.values().stream().map(CanonicalText::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        return name(among.name())
                + (among.wanted() ? " == " : " != ")
                + quoted(among.values().get(0));
    }

    private static String choice(Expression condition, Expression then, Expression otherwise) {
        return bound(condition, ANY) + " ? " + bound(then, ANY) + " : " + of(otherwise);
    }

    private static String infix(Expression left, int leftBinds, String operator, Expression right, int rightBinds) {
        return bound(left, leftBinds) + " " + operator + " " + bound(right, rightBinds);
    }

    private static String bound(Expression expression, int least) {
        return strength(expression) < least ? "(" + of(expression) + ")" : of(expression);
    }

    private static int strength(Expression expression) {
        if (expression instanceof NumberExpression.Computed computed) {
            return switch (computed.operation()) {
                case ADD, SUBTRACT -> SUM;
                case MULTIPLY, DIVIDE, REMAINDER -> PRODUCT;
                case NEGATE -> SIGN;
                default -> PRIMARY;
            };
        }
        if (expression instanceof NumberExpression.Literal literal) {
            return Math.copySign(1, literal.number()) < 0 ? SIGN : PRIMARY;
        }
        if (expression instanceof NumberExpression.Choice || expression instanceof BooleanExpression.Choice) {
            return CHOICE;
        }
        if (expression instanceof BooleanExpression.Any) {
            return ANY;
        }
        if (expression instanceof BooleanExpression.All) {
            return ALL;
        }
        if (expression instanceof BooleanExpression.Not) {
            return SIGN;
        }
        boolean isRelation = expression instanceof BooleanExpression.Comparison
                || expression instanceof BooleanExpression.AmongNumbers
                || expression instanceof BooleanExpression.AmongNames
                || expression instanceof BooleanExpression.Flag flag && !flag.wanted();
        return isRelation ? RELATION : PRIMARY;
    }

    /** The same digits on every version of Java; a whole number without a point, as people write it. */
    private static String number(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
        boolean isNegativeZero = number == 0 && Math.copySign(1, number) < 0;
        return isWhole && !isNegativeZero ? Long.toString((long) number) : NumberOutput.toString(number, true);
    }

    private static String name(String name) {
        return Typing.isPlain(name) ? name : Parsed.COLUMN + "(" + quoted(name) + ")";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < 0x20 || c == 0x7F) {
                quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}

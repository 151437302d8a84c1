package science.pipeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parser's tree of a text: what stands at each of its places, in the words of messages. */
final class Parsed {

    /** The function that reads a name which is no plain word: {@code column("E (MeV)")}. */
    static final String COLUMN = "column";

    private final String text;
    private final CelExpr root;
    private final Map<Long, Integer> positions;

    Parsed(String text) {
        this.text = text;
        CelAbstractSyntaxTree tree = Syntax.parse(text);
        root = tree.getExpr();
        positions = tree.getSource().getPositionsMap();
    }

    CelExpr root() {
        return root;
    }

    /** The function or operator of a call, {@code _+_} for a sum; empty if something else stands there. */
    static String function(CelExpr at) {
        return at.getKind() == Kind.CALL ? at.call().function() : "";
    }

    /** Operands, or what stands in a function's parentheses; none if there is no call. */
    static List<CelExpr> arguments(CelExpr at) {
        return at.getKind() == Kind.CALL ? at.call().args() : List.of();
    }

    /** What stands between brackets; nothing if something else stands there. */
    static List<CelExpr> elements(CelExpr at) {
        return at.getKind() == Kind.LIST ? at.list().elements() : List.of();
    }

    /** Whether it is {@code x.f(y)} instead of {@code f(x, y)}. */
    static boolean isMethod(CelExpr at) {
        return at.getKind() == Kind.CALL && at.call().target().isPresent();
    }

    /** The name that stands there, with points for {@code device.urn}; null if it is something else. */
    @Nullable String name(CelExpr at) {
        return switch (at.getKind()) {
            case IDENT -> at.ident().name();
            case SELECT -> {
                String outer = name(at.select().operand());
                yield outer == null ? null : outer + "." + at.select().field();
            }
            case CALL -> function(at).equals(COLUMN) ? column(at) : null;
            default -> null;
        };
    }

    private String column(CelExpr at) {
        if (arguments(at).size() != 1 || isMethod(at)) {
            throw fault(at, COLUMN + " of " + arguments(at).size() + " values", "one name in quotes");
        }
        return quoted(arguments(at).get(0));
    }

    /** The text in quotes that stands there; anything else is refused. */
    String quoted(CelExpr at) {
        if (isConstant(at, CelConstant.Kind.STRING_VALUE)) {
            return at.constant().stringValue();
        }
        String name = name(at);
        throw name == null
                ? fault(at, words(at), "a text in quotes")
                : fault(at, "'" + name + "'", "a text in quotes: \"" + name + "\"");
    }

    /** The {@code true} or {@code false} that stands there, or null if it is something else. */
    static @Nullable Boolean truth(CelExpr at) {
        return isConstant(at, CelConstant.Kind.BOOLEAN_VALUE)
                ? (Boolean) at.constant().booleanValue()
                : null;
    }

    /** The number that stands there; anything else is refused. */
    double number(CelExpr at) {
        if (isConstant(at, CelConstant.Kind.INT64_VALUE)) {
            return at.constant().int64Value();
        }
        if (!isConstant(at, CelConstant.Kind.DOUBLE_VALUE)) {
            throw fault(at, words(at), Type.NUMBER.words());
        }
        double value = at.constant().doubleValue();
        if (Double.isInfinite(value)) {
            throw fault(at, "a number beyond the largest double", "at most 1.7976931348623157e308");
        }
        return value;
    }

    private static boolean isConstant(CelExpr at, CelConstant.Kind kind) {
        return at.getKind() == Kind.CONSTANT && at.constant().getKind() == kind;
    }

    /** What stands there, as messages call it. */
    static String words(CelExpr at) {
        return switch (at.getKind()) {
            case LIST -> elements(at).isEmpty() ? "an empty list" : "a list";
            case MAP, STRUCT -> "braces";
            case CONSTANT ->
                switch (at.constant().getKind()) {
                    case STRING_VALUE -> "the text \"" + at.constant().stringValue() + "\"";
                    case BOOLEAN_VALUE -> String.valueOf(at.constant().booleanValue());
                    case NULL_VALUE -> "null";
                    case UINT64_VALUE -> "a number with u behind it";
                    case BYTES_VALUE -> "bytes";
                    default -> "a number";
                };
            case CALL -> "something that is computed";
            case IDENT -> "'" + at.ident().name() + "'";
            default -> "a part of a value";
        };
    }

    ExpressionFault fault(CelExpr at, String found, String expected) {
        return new ExpressionFault(Syntax.place(text, text.offsetByCodePoints(0, start(at))), found, expected);
    }

    /** Where something begins, in code points: the parser notes of {@code a + b} where its sign stands. */
    private int start(CelExpr at) {
        int start = positions.getOrDefault(at.id(), 0);
        if (at.getKind() == Kind.SELECT) {
            return Math.min(start, start(at.select().operand()));
        }
        if (at.getKind() == Kind.CALL) {
            String function = function(at);
            int before = start - function.length();
            boolean isNamed = before >= 0 && text.startsWith(function, text.offsetByCodePoints(0, before));
            start = at.call().target().map(this::start).orElse(isNamed ? before : start);
            for (CelExpr argument : arguments(at)) {
                start = Math.min(start, start(argument));
            }
        }
        return start;
    }
}

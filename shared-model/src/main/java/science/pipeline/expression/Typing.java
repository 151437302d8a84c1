package science.pipeline.expression;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parser's tree to the typed one. CEL's own types are not used: they tell whole numbers from others, and {@code cpm
 * / 334} would be refused.
 */
final class Typing {

    private static final String HAS = "has";
    private static final String IS_NAN = "isnan";
    private static final String CHOICE = "_?_:_";
    private static final String CONDITION = "a condition, as x > 0";

    private static final Map<String, Operation> OPERATORS = Map.of(
            "_+_", Operation.ADD,
            "_-_", Operation.SUBTRACT,
            "_*_", Operation.MULTIPLY,
            "_/_", Operation.DIVIDE,
            "_%_", Operation.REMAINDER,
            "-_", Operation.NEGATE);

    private static final Map<String, Relation> RELATIONS =
            Arrays.stream(Relation.values()).collect(toMap(each -> "_" + each.symbol() + "_", each -> each));

    private static final Map<String, Operation> FUNCTIONS = Arrays.stream(Operation.values())
            .filter(Operation::isFunction)
            .collect(toMap(Operation::symbol, each -> each));

    /** The functions of lists. */
    private static final List<String> SUMMARIES = List.of("count", "max", "mean", "min", "sum");

    private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_", "@in", HAS, IS_NAN);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final Pattern RESERVED = Pattern.compile("(.*\\.)?(in|true|false|null)(\\..*)?");

    private final Parsed parsed;
    private final Scope scope;
    private int nodes;

    Typing(String text, Scope scope) {
        int length = text.codePointCount(0, text.length());
        if (length > Expression.LENGTH) {
            throw new ExpressionFault(
                    "column " + (Expression.LENGTH + 1),
                    "an expression of " + length + " characters",
                    "at most " + Expression.LENGTH);
        }
        parsed = new Parsed(text);
        this.scope = scope;
    }

    NumberExpression number() {
        return number(parsed.root());
    }

    BooleanExpression condition() {
        return condition(parsed.root());
    }

    /** Whether a name can be written as it is. */
    static boolean isPlain(String name) {
        int open = name.indexOf('(');
        boolean isSummary = open > 0 && name.endsWith(")") && SUMMARIES.contains(name.substring(0, open));
        String word = isSummary ? name.substring(open + 1, name.length() - 1) : name;
        return PLAIN.matcher(word).matches() && !RESERVED.matcher(word).matches();
    }

    // Numbers

    private NumberExpression number(CelExpr at) {
        count(at);
        String name = parsed.name(at);
        if (name != null) {
            Type type = type(at, name);
            if (type != Type.NUMBER) {
                throw parsed.fault(
                        at,
                        "'" + name + "', which is " + type.words(),
                        type == Type.LIST ? "a number, as mean(" + name + ")" : Type.NUMBER.words());
            }
            return new NumberExpression.Named(name);
        }
        if (type(at) == Type.BOOLEAN) {
            throw parsed.fault(at, "a condition", "a number; CONDITION ? 1 : 0 makes one");
        }
        if (at.getKind() != Kind.CALL) {
            return new NumberExpression.Literal(parsed.number(at));
        }
        List<CelExpr> arguments = Parsed.arguments(at);
        if (Parsed.function(at).equals(CHOICE)) {
            return new NumberExpression.Choice(
                    condition(arguments.get(0)), number(arguments.get(1)), number(arguments.get(2)));
        }
        Operation operator = OPERATORS.get(Parsed.function(at));
        return operator == null
                ? function(at)
                : computed(operator, arguments.stream().map(this::number).toList());
    }

    private NumberExpression function(CelExpr at) {
        NumberExpression summary = summary(at);
        if (summary != null) {
            return summary;
        }
        Operation operation = FUNCTIONS.get(Parsed.function(at));
        if (operation == null || Parsed.isMethod(at)) {
            throw unknown(at);
        }
        int given = Parsed.arguments(at).size();
        boolean isOfMany = operation == Operation.MIN || operation == Operation.MAX;
        if (given < operation.arity() || given > operation.arity() && !isOfMany) {
            throw parsed.fault(
                    at,
                    operation.symbol() + " of " + given + (given == 1 ? " value" : " values"),
                    operation.arity() == 1 ? "1 value" : isOfMany ? "2 values or more" : "2 values");
        }
        List<NumberExpression> arguments =
                Parsed.arguments(at).stream().map(this::number).toList();
        return given <= 2
                ? computed(operation, arguments)
                : arguments.stream()
                        .reduce((left, right) -> computed(operation, List.of(left, right)))
                        .orElseThrow();
    }

    /** What sums up a list: its name is all of {@code mean(waveform)}. Null if it is another function. */
    private @Nullable NumberExpression summary(CelExpr at) {
        String function = Parsed.function(at);
        List<CelExpr> arguments = Parsed.arguments(at);
        String list = arguments.size() == 1 && !Parsed.isMethod(at) ? parsed.name(arguments.get(0)) : null;
        if (list != null && scope.type(list) == Type.LIST) {
            String name = function + '(' + list + ')';
            if (!SUMMARIES.contains(function)) {
                throw parsed.fault(at, function + " of " + Type.LIST.words(), "one of " + String.join(", ", SUMMARIES));
            }
            return new NumberExpression.Named(name);
        }
        if (SUMMARIES.contains(function) && !FUNCTIONS.containsKey(function)) {
            throw parsed.fault(at, function + " of what is no list", "the name of a field of the type numbers");
        }
        return null;
    }

    private static NumberExpression computed(Operation operation, List<NumberExpression> arguments) {
        return operation == Operation.NEGATE && arguments.get(0) instanceof NumberExpression.Literal literal
                ? new NumberExpression.Literal(-literal.number())
                : new NumberExpression.Computed(operation, arguments);
    }

    // Conditions

    private BooleanExpression condition(CelExpr at) {
        count(at);
        String name = parsed.name(at);
        if (name != null) {
            Type type = type(at, name);
            if (type != Type.BOOLEAN) {
                String compared = switch (type) {
                    case LIST -> "mean(" + name + ") > 0";
                    case NUMBER -> name + " > 0";
                    default -> name + " == \"…\"";
                };
                throw parsed.fault(at, "'" + name + "', which is " + type.words(), "a condition, as " + compared);
            }
            return new BooleanExpression.Flag(name, true);
        }
        Boolean truth = Parsed.truth(at);
        if (truth != null) {
            return new BooleanExpression.Always(truth);
        }
        if (at.getKind() != Kind.CALL) {
            throw parsed.fault(at, Parsed.words(at), CONDITION);
        }
        List<CelExpr> arguments = Parsed.arguments(at);
        String function = Parsed.function(at);
        Relation relation = RELATIONS.get(function);
        if (relation != null) {
            return comparison(at, arguments.get(0), relation, arguments.get(1));
        }
        return switch (function) {
            case "_&&_" -> new BooleanExpression.All(flattened(arguments, true));
            case "_||_" -> new BooleanExpression.Any(flattened(arguments, false));
            case "!_" -> new BooleanExpression.Not(condition(arguments.get(0)));
            case "@in" -> among(arguments.get(0), arguments.get(1));
            case CHOICE ->
                new BooleanExpression.Choice(
                        condition(arguments.get(0)), condition(arguments.get(1)), condition(arguments.get(2)));
            case HAS, IS_NAN -> has(at);
            default -> {
                boolean isNumber = OPERATORS.containsKey(function) || FUNCTIONS.containsKey(function);
                throw isNumber && !Parsed.isMethod(at) ? parsed.fault(at, "a number", CONDITION) : unknown(at);
            }
        };
    }

    /** The parser balances {@code a && b && c} as a tree; here it is one list. */
    private List<BooleanExpression> flattened(List<CelExpr> arguments, boolean isAll) {
        List<BooleanExpression> flattened = new ArrayList<>();
        for (CelExpr argument : arguments) {
            BooleanExpression part = condition(argument);
            if (isAll && part instanceof BooleanExpression.All all) {
                flattened.addAll(all.conditions());
            } else if (!isAll && part instanceof BooleanExpression.Any any) {
                flattened.addAll(any.conditions());
            } else {
                flattened.add(part);
            }
        }
        return flattened;
    }

    private BooleanExpression comparison(CelExpr at, CelExpr left, Relation relation, CelExpr right) {
        boolean isEquality = relation == Relation.EQUAL || relation == Relation.UNEQUAL;
        if (isName(left) || isName(right)) {
            if (!isEquality) {
                throw parsed.fault(at, "'" + relation.symbol() + "' for a name", "==, != or in");
            }
            String name = String.valueOf(parsed.name(isName(left) ? left : right));
            String value = parsed.quoted(isName(left) ? right : left);
            return new BooleanExpression.AmongNames(name, List.of(value), relation == Relation.EQUAL);
        }
        if (type(left) == Type.BOOLEAN || type(right) == Type.BOOLEAN) {
            if (!isEquality) {
                boolean isChain = RELATIONS.containsKey(Parsed.function(left));
                throw parsed.fault(
                        at,
                        "'" + relation.symbol() + "' for true or false",
                        isChain ? "each bound by itself: 2 < x && x < 5" : "numbers on both sides");
            }
            return truthComparison(at, left, right, relation == Relation.EQUAL);
        }
        return new BooleanExpression.Comparison(number(left), relation, number(right));
    }

    /** {@code flag == true} and the like. */
    private BooleanExpression truthComparison(CelExpr at, CelExpr left, CelExpr right, boolean isEqual) {
        boolean isReversed = Parsed.truth(right) == null;
        Boolean truth = Parsed.truth(isReversed ? left : right);
        if (truth == null) {
            throw parsed.fault(at, "two conditions compared", "true or false on one side, or &&, || and !");
        }
        boolean wanted = truth == isEqual;
        CelExpr of = isReversed ? right : left;
        BooleanExpression condition = condition(of);
        if (parsed.name(of) != null && condition instanceof BooleanExpression.Flag flag) {
            return new BooleanExpression.Flag(flag.name(), wanted);
        }
        return wanted ? condition : new BooleanExpression.Not(condition);
    }

    private BooleanExpression among(CelExpr of, CelExpr list) {
        List<CelExpr> elements = Parsed.elements(list);
        if (elements.isEmpty()) {
            throw parsed.fault(list, Parsed.words(list), "a list of values, as [\"a\", \"b\"] or [1, 2]");
        }
        if (isName(of)) {
            String name = String.valueOf(parsed.name(of));
            List<String> values =
                    elements.stream().map(parsed::quoted).distinct().toList();
            return new BooleanExpression.AmongNames(name, values, true);
        }
        NumberExpression number = number(of);
        List<Double> values = elements.stream().map(this::listed).toList();
        return new BooleanExpression.AmongNumbers(number, values);
    }

    private double listed(CelExpr element) {
        if (number(element) instanceof NumberExpression.Literal literal) {
            return literal.number();
        }
        throw parsed.fault(element, Parsed.words(element), "a number; x == a || x == b compares with others");
    }

    private BooleanExpression has(CelExpr at) {
        List<CelExpr> arguments = Parsed.arguments(at);
        if (arguments.size() != 1 || Parsed.isMethod(at)) {
            throw parsed.fault(at, Parsed.function(at) + " of " + arguments.size() + " values", "1 value");
        }
        CelExpr of = arguments.get(0);
        String name = parsed.name(of);
        BooleanExpression has;
        if (name != null && type(of, name) == Type.NAME) {
            has = new BooleanExpression.HasName(name);
        } else {
            // A boolean field is there if its number is, a list if there is a count of it.
            boolean isList = name != null && type(of, name) == Type.LIST;
            String number = isList ? "count(" + name + ")" : name;
            has = new BooleanExpression.HasNumber(number == null ? number(of) : new NumberExpression.Named(number));
        }
        return Parsed.function(at).equals(HAS) ? has : new BooleanExpression.Not(has);
    }

    // Types

    /** The type that something has, from its outermost part. */
    private Type type(CelExpr at) {
        String name = parsed.name(at);
        if (name != null) {
            return type(at, name);
        }
        String function = Parsed.function(at);
        if (function.equals(CHOICE)) {
            return type(Parsed.arguments(at).get(1));
        }
        boolean isTruth = Parsed.truth(at) != null || RELATIONS.containsKey(function) || LOGIC.contains(function);
        return isTruth ? Type.BOOLEAN : Type.NUMBER;
    }

    private Type type(CelExpr at, String name) {
        Type type = scope.type(name);
        if (type == null) {
            throw parsed.fault(
                    at,
                    "the unknown name '" + name + "'",
                    "one of " + String.join(", ", scope.types().keySet()));
        }
        return type;
    }

    private boolean isName(CelExpr at) {
        String name = parsed.name(at);
        return name != null && scope.type(name) == Type.NAME;
    }

    private void count(CelExpr at) {
        nodes++;
        if (nodes > Expression.NODES) {
            throw parsed.fault(
                    at,
                    "more than " + Expression.NODES + " numbers, names and operators",
                    "fewer: give parts a name of their own as quantities");
        }
    }

    private ExpressionFault unknown(CelExpr at) {
        String function = Parsed.function(at);
        if (function.equals("_[_]")) {
            return parsed.fault(at, "an index in brackets", "names with points, as device.urn, or column(\"NAME\")");
        }
        if (Parsed.isMethod(at)) {
            return parsed.fault(at, "." + function + "(…)", "functions with all values in their parentheses");
        }
        String all = Stream.of(FUNCTIONS.keySet(), SUMMARIES, List.of(HAS, IS_NAN, Parsed.COLUMN))
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .collect(joining(", "));
        return parsed.fault(at, "the unknown function '" + function + "'", "one of " + all);
    }
}

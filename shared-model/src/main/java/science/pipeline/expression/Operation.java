package science.pipeline.expression;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of one or two numbers: the operators, and the fixed list of functions. All are IEEE 754 arithmetic
 * of doubles with the same bits on every JVM; none fails: {@code 1 / 0} is infinite, {@code sqrt(-1)} is missing (NaN).
 */
public enum Operation {
    ADD("+", (a, b) -> a + b),
    SUBTRACT("-", (a, b) -> a - b),
    MULTIPLY("*", (a, b) -> a * b),
    DIVIDE("/", (a, b) -> a / b),
    /** What is left of a division that is cut to a whole number; it has the sign of the dividend. */
    REMAINDER("%", (a, b) -> a % b),
    NEGATE("-", a -> -a),
    ABS("abs", Math::abs),
    /** Rounded correctly everywhere: Math equals StrictMath, and compiles to one instruction. */
    SQRT("sqrt", Math::sqrt),
    EXP("exp", StrictMath::exp),
    /** The natural logarithm. */
    LOG("log", StrictMath::log),
    LOG10("log10", StrictMath::log10),
    POW("pow", StrictMath::pow),
    MIN("min", Math::min),
    MAX("max", Math::max),
    SIN("sin", StrictMath::sin),
    COS("cos", StrictMath::cos),
    TAN("tan", StrictMath::tan),
    ASIN("asin", StrictMath::asin),
    ACOS("acos", StrictMath::acos),
    ATAN("atan", StrictMath::atan),
    /** The angle of the point {@code (x, y)}, of which {@code y} is given first. */
    ATAN2("atan2", StrictMath::atan2),
    HYPOT("hypot", StrictMath::hypot),
    FLOOR("floor", Math::floor),
    CEIL("ceil", Math::ceil),
    /** To the next whole number, halves away from zero, as in CEL and C. */
    ROUND("round", Operation::round);

    private final String symbol;
    private final @Nullable DoubleUnaryOperator ofOne;
    private final @Nullable DoubleBinaryOperator ofTwo;

    Operation(String symbol, DoubleUnaryOperator ofOne) {
        this.symbol = symbol;
        this.ofOne = ofOne;
        this.ofTwo = null;
    }

    Operation(String symbol, DoubleBinaryOperator ofTwo) {
        this.symbol = symbol;
        this.ofOne = null;
        this.ofTwo = ofTwo;
    }

    /** The operator's sign, or the function's name. */
    public String symbol() {
        return symbol;
    }

    /** How many numbers it takes, 1 or 2. */
    public int arity() {
        return ofOne == null ? 2 : 1;
    }

    boolean isFunction() {
        return Character.isLetter(symbol.charAt(0));
    }

    /** Of one number. */
    public double of(double a) {
        if (ofOne == null) {
            throw new IllegalStateException("BUG: " + this + " takes two numbers");
        }
        return ofOne.applyAsDouble(a);
    }

    /** Of two numbers. */
    public double of(double a, double b) {
        if (ofTwo == null) {
            throw new IllegalStateException("BUG: " + this + " takes one number");
        }
        return ofTwo.applyAsDouble(a, b);
    }

    private static double round(double a) {
        double magnitude = Math.abs(a);
        double whole = Math.floor(magnitude);
        return Math.copySign(magnitude - whole >= 0.5 ? whole + 1 : whole, a);
    }
}

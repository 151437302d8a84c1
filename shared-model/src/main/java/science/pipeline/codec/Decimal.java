package science.pipeline.codec;

import java.util.OptionalLong;

/**
 * Numbers in text that is not JSON, as programs and people print them: ASCII digits, a sign, a point, an exponent. What
 * only Java takes for a number ({@code 1d}, {@code 0x1p3}, digits of other scripts, blanks around it, {@code NaN}) is
 * none.
 */
public final class Decimal {

    private Decimal() {}

    /**
     * The double nearest to what is printed: {@code 1}, {@code -2.5}, {@code +.5}, {@code 1.}, {@code 6.02E+23}.
     *
     * @return NaN if the text is no number; infinite if it is one beyond a double's range
     */
    public static double number(String text) {
        return isNumber(text) ? Double.parseDouble(text) : Double.NaN;
    }

    /**
     * The integer that is printed: {@code 17}, {@code +3}, {@code -0042}.
     *
     * @return empty if the text is no integer, or one beyond int64
     */
    public static OptionalLong integer(String text) {
        int first = afterSign(text, 0);
        if (first == text.length() || afterDigits(text, first) != text.length()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException beyondInt64) {
            return OptionalLong.empty();
        }
    }

    private static boolean isNumber(String text) {
        int first = afterSign(text, 0);
        int at = afterDigits(text, first);
        int digits = at - first;
        if (stands(".", text, at)) {
            int point = at;
            at = afterDigits(text, point + 1);
            digits += at - point - 1;
        }
        if (digits > 0 && stands("eE", text, at)) {
            int exponent = afterSign(text, at + 1);
            at = afterDigits(text, exponent);
            digits = at - exponent;
        }
        return digits > 0 && at == text.length();
    }

    private static int afterSign(String text, int at) {
        return stands("+-", text, at) ? at + 1 : at;
    }

    private static int afterDigits(String text, int at) {
        while (stands("0123456789", text, at)) {
            at++;
        }
        return at;
    }

    private static boolean stands(String oneOf, String text, int at) {
        return at < text.length() && oneOf.indexOf(text.charAt(at)) >= 0;
    }
}

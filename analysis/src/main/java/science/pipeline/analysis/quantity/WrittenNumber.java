package science.pipeline.analysis.quantity;

import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;

/** Numbers as everybody writes them: {@code 1d}, {@code 0x1p3} and digits of other scripts mean one to Java alone. */
public final class WrittenNumber {

    private static final Pattern REAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");

    private WrittenNumber() {}

    public static double real(String path, String text) {
        double number = REAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw new InvalidSetting(path, "'" + text + "'", "a number");
        }
        return number;
    }

    public static int whole(String path, String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new InvalidSetting(path, "'" + text + "'", "a whole number");
        }
        return Integer.parseInt(text);
    }
}

package science.pipeline.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.io.NumberOutput;

/** Values as YAML, always in the same form, which reads back as written. */
public final class YamlText {

    private static final double EXACT = 1e15;

    private YamlText() {}

    /** Maps, lists and scalars in one line: {@code {energy: {min: 100}, place: {in: [indoor, "no"]}}}. */
    public static String flow(Object node) {
        if (node instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(scalar(key.toString()) + ": " + flow(value)));
            return "{" + String.join(", ", entries) + "}";
        }
        if (node instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(YamlText::flow).toList()) + "]";
        }
        if (node instanceof Double number) {
            return number(number);
        }
        return node instanceof String text ? scalar(text) : node.toString();
    }

    /** The same digits on every Java version; whole numbers without a point. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? Long.toString((long) value)
                : NumberOutput.toString(value, true);
    }

    /** Plain where YAML cannot take it for anything else, otherwise in double quotes. */
    public static String scalar(String text) {
        boolean isPlain = text.matches("[A-Za-z_][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*")
                && !text.matches("(?i)true|false|yes|no|on|off|y|n|null");
        if (isPlain || text.matches("-?(0|[1-9][0-9]{0,14})(\\.[0-9]+)?")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}

package science.pipeline.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The strict reading of a list of numbers, as JSON writes it. It is kept without blanks, its numbers as they were
 * received. Text that is no JSON, as a cell may hold it, is refused too. Touched by one thread.
 */
public final class ListText {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final StringBuilder kept = new StringBuilder();
    private final ListTotals totals = new ListTotals();

    /** A list as files keep it, of any text that is one. */
    public static Optional<String> of(String text) {
        ListText list = new ListText();
        return list.read("", text) == null ? Optional.of(list.kept()) : Optional.empty();
    }

    /** What a text without quotes is that should be a number: one, whole or not, or a string. */
    static JsonToken number(String text) {
        if (NUMBER.matcher(text).matches()) {
            boolean isInteger = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
            return isInteger ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
        }
        String word = text.toLowerCase(Locale.ROOT).replace("+", "").replace("-", "");
        boolean isNotFinite = word.equals("nan") || word.equals("inf") || word.equals("infinity");
        return isNotFinite ? JsonToken.VALUE_NUMBER_FLOAT : JsonToken.VALUE_STRING;
    }

    /**
     * Reads a list.
     *
     * @param place where it stands, for messages
     * @return null if it is one; {@link #kept} and {@link #totals} are then those of it
     */
    @Nullable Reject read(String place, String text) {
        kept.setLength(0);
        totals.clear();
        String list = text.strip();
        if (list.length() < 2 || list.charAt(0) != '[' || list.charAt(list.length() - 1) != ']') {
            return new Reject(
                    RejectReason.WRONG_TYPE,
                    place + ": found " + Quote.of(text) + ", expected a list of numbers, as [1, 2.5]");
        }
        kept.append('[');
        int end = list.length() - 1;
        int at = 1;
        // Up to the first element that is no number every comma stands between two of them.
        for (int index = 0; at <= end && !(index == 0 && list.substring(1, end).isBlank()); index++) {
            int comma = list.indexOf(',', at);
            int next = comma < 0 ? end : comma;
            String element = list.substring(at, next).strip();
            Reject fault = element(place + '[' + index + ']', element);
            if (fault != null) {
                return fault;
            }
            kept.append(index == 0 ? "" : ",").append(element);
            at = next + 1;
        }
        kept.append(']');
        return null;
    }

    private @Nullable Reject element(String place, String text) {
        if (number(text) == JsonToken.VALUE_STRING) {
            return new Reject(RejectReason.WRONG_TYPE, place + ": found " + named(text) + ", expected a number");
        }
        if (text.length() > Limits.NUMBER_CHARS) {
            return new Reject(
                    RejectReason.NUMBER_TOO_LONG,
                    place + ": found a number of " + text.length() + " characters, expected at most "
                            + Limits.NUMBER_CHARS);
        }
        char last = text.charAt(text.length() - 1);
        double value = last >= '0' && last <= '9' ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            return new Reject(
                    RejectReason.NOT_FINITE, place + ": found " + Quote.of(text) + ", expected a finite number");
        }
        totals.add(value);
        return null;
    }

    /** What an element begins as: its own commas may have cut it. */
    private static String named(String element) {
        return switch (element.isEmpty() ? ' ' : element.charAt(0)) {
            case ' ' -> "nothing";
            case '"' -> "a string";
            case '[' -> "an array";
            case '{' -> "an object";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> Quote.of(element);
        };
    }

    /** The numbers of a list that is one, each as it is written. */
    static List<String> elements(String list) {
        String inner = list.strip().substring(1, list.strip().length() - 1);
        return inner.isBlank()
                ? List.of()
                : Arrays.stream(inner.split(",")).map(String::strip).toList();
    }

    /** The list read last as files keep it. */
    String kept() {
        return kept.toString();
    }

    /** The summaries of the list read last. */
    ListTotals totals() {
        return totals;
    }
}

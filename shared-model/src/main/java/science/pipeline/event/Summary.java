package science.pipeline.event;

import java.util.Locale;

/** What a list of numbers is to the analysis: a number each, written as {@code mean(waveform)}. */
public enum Summary {
    /** How many numbers there are. */
    COUNT,
    /** The least; none of an empty list. */
    MIN,
    /** The largest; none of an empty list. */
    MAX,
    /** Added from the first to the last, so the bits are the same everywhere; 0 of an empty list. */
    SUM,
    /** The sum divided by the count; none of an empty list. */
    MEAN;

    /** The function by which expressions name it. */
    public String function() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field whose unit a quantity has: the list, but for the count of one; any other name is itself. */
    public static String fieldOf(String quantity) {
        int open = quantity.indexOf('(');
        return open < 0 || quantity.startsWith(COUNT.function() + '(')
                ? quantity
                : quantity.substring(open + 1, quantity.length() - 1);
    }

    /** The quantity's name, of a field that is a list. */
    public String of(String field) {
        return function() + '(' + field + ')';
    }
}

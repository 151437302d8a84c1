package science.pipeline.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dotted name as somebody wrote it, before Spring drops what it does not compare.
 *
 * @param text all of it
 * @param elements in their order; of brackets what stands inside
 */
record WrittenName(String text, List<String> elements) {

    private static final Pattern ELEMENT = Pattern.compile("([^.\\[\\]]+)|\\[([^\\[\\]]+)]");

    static WrittenName of(String text) {
        List<String> elements = new ArrayList<>();
        Matcher matcher = ELEMENT.matcher(text);
        int end = 0;
        while (matcher.find(end) && isNext(text, end, matcher.start())) {
            elements.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            end = matcher.end();
        }
        if (end < text.length() || elements.isEmpty()) {
            elements.add(text.substring(end)); // no name at all
        }
        return new WrittenName(text, elements);
    }

    private static boolean isNext(String text, int end, int start) {
        return start == end && (end == 0 || text.charAt(start) == '[')
                || start == end + 1 && text.charAt(end) == '.' && end > 0;
    }

    /** What Spring compares: small letters and digits. */
    static String letters(String text) {
        return text.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}

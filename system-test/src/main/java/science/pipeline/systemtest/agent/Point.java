package science.pipeline.systemtest.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the code under test, as {@code dataset.commit.CommitLog#link:after:3}.
 *
 * @param type of the class, below {@code science.pipeline}
 * @param method all methods of this name count together
 * @param when {@code before} its body, or {@code after} it returned
 * @param nth which pass through the place is meant, from 1
 */
public record Point(String type, String method, String when, int nth) {

    static final String ROOT = "science.pipeline.";
    private static final Pattern FORM = Pattern.compile("([A-Za-z.]+)#([A-Za-z]+):(before|after):(\\d+)");

    static Point parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "found the point '" + text + "', expected one as dataset.commit.CommitLog#link:after:3");
        }
        return new Point(matcher.group(1), matcher.group(2), matcher.group(3), Integer.parseInt(matcher.group(4)));
    }

    String className() {
        return ROOT + type;
    }

    /** The place, whichever pass. */
    String place() {
        return type + "#" + method + ":" + when;
    }

    @Override
    public String toString() {
        return place() + ":" + nth;
    }
}

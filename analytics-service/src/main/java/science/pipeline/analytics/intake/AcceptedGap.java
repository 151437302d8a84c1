package science.pipeline.analytics.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;

/**
 * Records that retention removed before they were read, and that a person has accepted as lost: first and last offset.
 */
public record AcceptedGap(int partition, long from, long to) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})-([0-9]{1,18})");

    /** Reads {@code partition:from-to}. */
    public static AcceptedGap parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(2)) > Long.parseLong(matcher.group(3))) {
            throw new InvalidSetting(
                    "analytics.accept-gap",
                    "'" + text + "'",
                    "PARTITION:FROM-TO as the refusal names it, for instance 0:1200-1799");
        }
        return new AcceptedGap(
                Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }
}

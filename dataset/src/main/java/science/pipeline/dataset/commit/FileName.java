package science.pipeline.dataset.commit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a partition's file, as {@code all_events_p00-e0001-000000000000000000.csv}.
 *
 * @param kind what it holds
 * @param epoch of the owner that created it
 * @param firstOffset of its first row
 */
public record FileName(String kind, int partition, int epoch, long firstOffset) {

    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9_]{0,40})_p(\\d{2,9})-e(\\d{4,9})-(\\d{18}|[1-8]\\d{18})\\.(csv|jsonl|bin)");

    public static Optional<FileName> parse(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        FileName parsed = new FileName(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Long.parseLong(matcher.group(4)));
        return parsed.toString().equals(name) ? Optional.of(parsed) : Optional.empty();
    }

    FileName withEpoch(int newEpoch) {
        return new FileName(kind, partition, newEpoch, firstOffset);
    }

    @Override
    public String toString() {
        return kind + "_p" + digits(partition, 2) + "-e" + digits(epoch, 4) + "-" + digits(firstOffset, 18) + "."
                + Kind.extension(kind);
    }

    /** A number, not negative, with leading zeros: at least so many digits. */
    public static String digits(long number, int least) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, least - digits.length())) + digits;
    }
}

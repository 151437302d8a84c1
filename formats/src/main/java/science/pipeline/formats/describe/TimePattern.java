package science.pipeline.formats.describe;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.TimeFormat;

/**
 * The format of times that are texts: ISO, or the pattern that reads all of them.
 *
 * @param format as a schema says it
 * @param isOrderUnknown whether day and month may stand the other way round
 */
record TimePattern(String format, boolean isOrderUnknown) {

    private static final String DATE = "(?:(?<weekday>[A-Z][a-z]{2}),? +)?"
            + "(?:(?<ymd>\\d{4}(?<s1>[-/.: ])\\d{1,2}\\k<s1>\\d{1,2})"
            + "|(?<dmy>\\d{1,2}(?<s2>[-/.: ])\\d{1,2}\\k<s2>(?:\\d{4}|\\d{2}))"
            + "|(?<dmmmy>\\d{1,2}(?<s3>[-/ ])[A-Z][A-Za-z]{2}\\k<s3>\\d{4})"
            + "|(?<mmmdy>[A-Z][a-z]{2} +\\d{1,2},? \\d{4})"
            + "|(?<ordinal>\\d{4}[-:]\\d{3})"
            + "|(?<all>\\d{14}|\\d{12}|\\d{10})|(?<compact>\\d{8})|(?<short>\\d{6}))";
    private static final String CLOCK = "(?:(?<clock>\\d{1,2}:\\d{2}(?<seconds>:\\d{2})?)|(?<digits>\\d{6}|\\d{4}))"
            + "(?<fraction>[.,]\\d{1,9})?(?<half> ?[AP]M)?";
    private static final String ZONE = "(?<gap> ?)(?<zone>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})";
    private static final Pattern TIME =
            Pattern.compile(DATE + "(?:(?<glue> |T|_|:|, ?|-)" + CLOCK + "(?:" + ZONE + ")?)?");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2100;

    /** All that a text says about a pattern. */
    private record Shape(
            String text, String date, String clock, String zone, int fraction, String mark, boolean isShort) {}

    /** The format of all these texts, or null if there is none. */
    static @Nullable TimePattern of(List<String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        if (texts.stream().allMatch(TimePattern::isIso)) {
            return new TimePattern(Field.ISO, false);
        }
        List<String> some = texts.size() > 2_000 ? texts.subList(0, 2_000) : texts;
        List<@Nullable Shape> shapes = some.stream().map(TimePattern::shape).toList();
        Shape first = shapes.get(0);
        boolean isOneForm = first != null
                && shapes.stream()
                        .allMatch(shape -> shape != null
                                && shape.date.equals(first.date)
                                && shape.clock.equals(first.clock)
                                && shape.zone.equals(first.zone));
        if (!isOneForm) {
            return null;
        }
        List<Shape> all = shapes.stream().map(Objects::requireNonNull).toList();
        String dayFirst = pattern(all, first.date);
        String monthFirst =
                pattern(all, first.date.replace("d", "?").replace("M", "d").replace("?", "M"));
        boolean isDayFirst = reads(dayFirst, texts);
        boolean isMonthFirst = first.date.matches("d.M.y+") && reads(monthFirst, texts);
        if (isDayFirst && isMonthFirst) {
            boolean isOrdered = isOrdered(monthFirst, texts) || !isOrdered(dayFirst, texts);
            boolean isMonth = first.date.charAt(1) == '/' && isOrdered;
            return new TimePattern(isMonth ? monthFirst : dayFirst, true);
        }
        return isDayFirst || isMonthFirst ? new TimePattern(isDayFirst ? dayFirst : monthFirst, false) : null;
    }

    private static boolean isIso(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EventTime.parse(bytes, 0, bytes.length) != EventTime.INVALID;
    }

    private static @Nullable Shape shape(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return null;
        }
        String weekday = time.group("weekday") == null ? "" : text.charAt(3) == ',' ? "EEE, " : "EEE ";
        String clock = clock(time);
        String zone = zone(time);
        String fraction = time.group("fraction");
        boolean isShort = text.matches("(.*\\D)?\\d(\\D.*)?");
        return new Shape(
                text,
                weekday + date(time),
                clock + (time.group("half") == null ? "" : time.group("half").replaceFirst("[AP]M", "a")),
                zone,
                fraction == null ? 0 : fraction.length() - 1,
                fraction == null ? "" : fraction.substring(0, 1),
                isShort);
    }

    private static String date(Matcher time) {
        if (time.group("ymd") != null) {
            String separator = time.group("s1");
            return "yyyy" + separator + "M" + separator + "d";
        }
        if (time.group("dmy") != null) {
            String separator = time.group("s2");
            boolean isLong = time.group("dmy").matches(".*\\d{4}");
            return "d" + separator + "M" + separator + (isLong ? "yyyy" : "yy");
        }
        if (time.group("dmmmy") != null) {
            String separator = time.group("s3");
            return "d" + separator + "MMM" + separator + "yyyy";
        }
        if (time.group("mmmdy") != null) {
            return time.group("mmmdy").contains(",") ? "MMM d, yyyy" : "MMM d yyyy";
        }
        if (time.group("ordinal") != null) {
            return "yyyy" + time.group("ordinal").charAt(4) + "DDD";
        }
        if (time.group("all") != null) {
            return "yyyyMMddHHmmss".substring(0, time.group("all").length());
        }
        return time.group("compact") == null ? "ddMMyy" : "yyyyMMdd";
    }

    private static String clock(Matcher time) {
        if (time.group("glue") == null) {
            return "";
        }
        String glue = time.group("glue").replace("T", "'T'").replace("_", "'_'");
        String hour = time.group("half") == null ? "H" : "h";
        if (time.group("clock") != null) {
            return glue + hour + ":mm" + (time.group("seconds") == null ? "" : ":ss");
        }
        return glue + (time.group("digits").length() == 6 ? "HHmmss" : "HHmm");
    }

    private static String zone(Matcher time) {
        String zone = time.group("zone");
        if (zone == null) {
            return "";
        }
        String gap = time.group("gap");
        return switch (zone) {
            case "UTC", "GMT" -> gap + "'" + zone + "'";
            case "Z" -> gap + "X";
            default -> gap + (zone.contains(":") ? "XXX" : "XX");
        };
    }

    /** Days, months and hours of one digit are read by one letter, all others by two. */
    private static String pattern(List<Shape> shapes, String date) {
        boolean isShort = shapes.stream().anyMatch(Shape::isShort);
        String both = date + shapes.get(0).clock;
        String wide = isShort
                ? both
                : both.replaceAll("(?<![dD])d(?!d)", "dd")
                        .replaceAll("(?<!M)M(?!M)", "MM")
                        .replaceAll("(?<!H)H(?!H)", "HH")
                        .replaceAll("(?<!h)h(?!h)", "hh");
        String fraction = fraction(shapes);
        int half = wide.indexOf(" a");
        String clock = half < 0 ? wide + fraction : wide.substring(0, half) + fraction + wide.substring(half);
        return clock + shapes.get(0).zone;
    }

    /** As many digits as there are, or each number of digits that there is, the most first. */
    private static String fraction(List<Shape> shapes) {
        TreeSet<Integer> lengths = shapes.stream().map(Shape::fraction).collect(Collectors.toCollection(TreeSet::new));
        String mark = shapes.stream()
                .map(Shape::mark)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        if (lengths.size() == 1) {
            return lengths.first() == 0 ? "" : mark + "S".repeat(lengths.first());
        }
        return lengths.descendingSet().stream()
                .filter(length -> length > 0)
                .map(length -> "[" + mark + "S".repeat(length) + "]")
                .collect(Collectors.joining());
    }

    private static boolean reads(String pattern, List<String> texts) {
        DateTimeFormatter formatter = formatter(pattern);
        return formatter != null && texts.stream().allMatch(text -> parse(formatter, text) != null);
    }

    private static @Nullable DateTimeFormatter formatter(String pattern) {
        try {
            return TimeFormat.pattern(pattern);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable LocalDateTime parse(DateTimeFormatter formatter, String text) {
        try {
            TemporalAccessor parsed =
                    formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            LocalDateTime time = parsed instanceof ZonedDateTime zoned
                    ? zoned.toLocalDateTime()
                    : parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
            return time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR ? time : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static boolean isOrdered(String pattern, List<String> texts) {
        DateTimeFormatter formatter = Objects.requireNonNull(formatter(pattern));
        LocalDateTime before = LocalDateTime.MIN;
        for (String text : texts) {
            LocalDateTime next = Objects.requireNonNull(parse(formatter, text));
            if (next.isBefore(before)) {
                return false;
            }
            before = next;
        }
        return true;
    }
}

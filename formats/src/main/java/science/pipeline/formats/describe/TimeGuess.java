package science.pipeline.formats.describe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;
import science.pipeline.schema.FieldType;

/**
 * Finds times: in a column, in one for the date and one for the clock, in one for each of year, month, day and so on.
 */
final class TimeGuess {

    /** Epochs from 2000 to 2032: larger numbers are ids sooner than times, or begin with a year. */
    private static final double FIRST_SECOND = 946_684_800;

    private static final double LAST_SECOND = 1_970_000_000;
    private static final String[] EPOCHS = {"epoch-s", "epoch-ms", "epoch-us", "epoch-ns"};
    private static final Pattern NAMED_SO = Pattern.compile(
            "(?i)(.*[_.\\-/ ])?(t|ts|utc|date|datum|datetime|epoch|unix|unixtime|when|captured|created|updated|received|sent|at)"
                    + "([_.\\-/ \\[(].*)?|.*(time|stamp|epoch|datum).*");
    private static final Pattern NAMED_ID = Pattern.compile("(?i)(.*[_. ])?(id|uid|uuid|key|hash|serial)");
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?( ?[AP]M)?");
    private static final Pattern CLOCK_OF_DIGITS = Pattern.compile("([01]\\d|2[0-3])[0-5]\\d[0-5]\\d(\\.\\d{1,9})?");
    private static final Pattern DATE_OF_DIGITS = Pattern.compile("(0[1-9]|[12]\\d|3[01])(0[1-9]|1[0-2])\\d{2}");
    private static final Predicate<String> WHOLE = text -> Decimal.integer(text).isPresent();

    private final Sample sample;
    private final List<Draft> times = new ArrayList<>();
    private final Set<Column> taken = new LinkedHashSet<>();
    private final List<String> doubts = new ArrayList<>();

    TimeGuess(Sample sample) {
        this.sample = sample;
        List<Column> columns = sample.columns();
        if (!sample.isRecord()) {
            parts(columns);
            dateAndClock(columns);
        }
        columns.stream().filter(column -> !taken.contains(column)).forEach(this::single);
        if (times.isEmpty() && !sample.isRecord()) {
            digits(columns);
        }
    }

    /** The fields that are times, in the order of their columns. */
    List<Draft> times() {
        return times;
    }

    /** The columns that they are read from. */
    Set<Column> taken() {
        return taken;
    }

    /** What could not be told. */
    List<String> doubts() {
        return doubts;
    }

    /** Year, month, day, hour, minute and perhaps second, each in a column. */
    private void parts(List<Column> columns) {
        Column year = named(columns, "yyyy|yy|year|yr", 1970, 2100);
        Column month = named(columns, "mm|mo|mon|month", 1, 12);
        Column day = named(columns, "dd|day|dy", 1, 31);
        if (year == null || month == null || day == null) {
            return;
        }
        Column hour = named(columns, "hh|hour|hr", 0, 23);
        Column minute = hour == null ? null : named(columns, "mi|min|minute|mn|mm", 0, 59);
        Column second = minute == null ? null : named(columns, "ss|sec|second|s", 0, 60);
        List<Column> all = new ArrayList<>(List.of(year, month, day));
        for (Column further : Arrays.asList(hour, minute, second)) {
            if (further != null) {
                all.add(further);
            }
        }
        if (new LinkedHashSet<>(all).size() < all.size()) {
            return;
        }
        String[] before = {"", "-", "-", " ", ":", ":"};
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            file.append(before[i]).append('{').append(all.get(i).name()).append('}');
        }
        // An hour alone is no clock.
        file.append(all.size() == 4 ? ":00" : "");
        together(all, file.toString(), texts(all, before, all.size() == 4 ? ":00" : ""));
    }

    private @Nullable Column named(List<Column> columns, String names, int least, int most) {
        Pattern pattern = Pattern.compile("(" + names + ")([_\\[( ].*)?", Pattern.CASE_INSENSITIVE);
        return columns.stream()
                .filter(column -> pattern.matcher(column.name()).matches())
                .filter(column -> column.all(text -> {
                    double value = Decimal.number(text);
                    return value >= least && value <= most && (value == Math.rint(value) || most == 60);
                }))
                // MM is the month, mm the minute.
                .filter(column -> !column.name().equals(most == 12 ? "mm" : "MM") || most != 59 && !hasBoth(columns))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasBoth(List<Column> columns) {
        return columns.stream().anyMatch(column -> column.name().equals("mm"))
                && columns.stream().anyMatch(column -> column.name().equals("MM"));
    }

    private void dateAndClock(List<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            Column date = columns.get(i);
            if (taken.contains(date) || !isDate(date)) {
                continue;
            }
            for (int j : new int[] {i + 1, i - 1, i + 2, i - 2}) {
                Column clock = j >= 0 && j < columns.size() ? columns.get(j) : null;
                if (clock != null
                        && !taken.contains(clock)
                        && clock.all(text -> CLOCK.matcher(text).matches())
                        && together(
                                List.of(date, clock),
                                template(date, clock),
                                texts(List.of(date, clock), new String[] {"", " "}, ""))) {
                    break;
                }
            }
        }
    }

    /** Whether all are dates without a clock; eight digits are one only under such a name. */
    private static boolean isDate(Column column) {
        List<String> values = column.values();
        boolean isPlain = values.stream().limit(100).allMatch(text -> text.length() <= 12)
                && (!column.all(WHOLE) || NAMED_SO.matcher(column.name()).matches());
        TimePattern pattern = isPlain ? TimePattern.of(values) : null;
        return pattern != null
                && !pattern.format().matches(".*[Hh].*")
                && !pattern.format().equals("iso");
    }

    /** Navigators write 123519 and 230394 for 12:35:19 on the 23rd of March 1994. */
    private void digits(List<Column> columns) {
        Column date = columns.stream()
                .filter(column -> column.name().startsWith("column_")
                        || NAMED_SO.matcher(column.name()).matches())
                .filter(column ->
                        column.all(text -> DATE_OF_DIGITS.matcher(text).matches()))
                .filter(column -> column.distinct(3).size() <= 3)
                .findFirst()
                .orElse(null);
        Column clock = columns.stream()
                .filter(column -> column != date)
                .filter(column -> column.name().startsWith("column_")
                        || NAMED_SO.matcher(column.name()).matches())
                .filter(column ->
                        column.all(text -> CLOCK_OF_DIGITS.matcher(text).matches()))
                .findFirst()
                .orElse(null);
        if (clock == null) {
            return;
        }
        if (date == null) {
            doubts.add("'" + clock.name()
                    + "' seems to be the clock, and no column a date: the record's own time is taken");
            return;
        }
        together(List.of(date, clock), template(date, clock), texts(List.of(date, clock), new String[] {"", " "}, ""));
    }

    private static String template(Column date, Column clock) {
        return "{" + date.name() + "} {" + clock.name() + "}";
    }

    private List<String> texts(List<Column> columns, String[] before, String behind) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < sample.rows(); row++) {
            StringBuilder text = new StringBuilder();
            boolean isWhole = true;
            for (int i = 0; i < columns.size(); i++) {
                String part = columns.get(i).value(row);
                isWhole &= part != null;
                text.append(before[i]).append(part);
            }
            if (isWhole) {
                texts.add(text.append(behind).toString());
            }
        }
        return texts;
    }

    private boolean together(List<Column> columns, String file, List<String> texts) {
        TimePattern pattern = TimePattern.of(texts);
        if (pattern == null) {
            return false;
        }
        Draft draft = new Draft(FieldNames.OF_TIME, FieldType.TIME, columns.get(0), FieldNames.OF_TIME, file);
        add(draft, pattern);
        taken.addAll(columns);
        return true;
    }

    private void single(Column column) {
        String epoch = epoch(column);
        if (epoch != null) {
            Draft draft = new Draft(column.name(), FieldType.TIME, column, "", null);
            draft.format = epoch;
            times.add(draft);
            taken.add(column);
            return;
        }
        boolean isNumber = column.all(WHOLE);
        TimePattern pattern =
                isNumber && !(NAMED_SO.matcher(column.name()).matches() && column.isQuoted() | !sample.isRecord())
                        ? null
                        : TimePattern.of(column.values());
        if (pattern != null && (!isNumber || pattern.format().startsWith("yyyy"))) {
            add(new Draft(column.name(), FieldType.TIME, column, "", null), pattern);
            taken.add(column);
        }
    }

    private void add(Draft draft, TimePattern pattern) {
        draft.format = pattern.format();
        if (pattern.isOrderUnknown()) {
            draft.comments.add("day or month first cannot be told: taken as " + pattern.format());
        }
        times.add(draft);
    }

    /**
     * Seconds and nanoseconds are numbers like others but for their name; a column that grows may be milliseconds too.
     */
    private static @Nullable String epoch(Column column) {
        if (!column.all(text -> Double.isFinite(Decimal.number(text)))
                || NAMED_ID.matcher(column.name()).matches()) {
            return null;
        }
        boolean isNamedSo = NAMED_SO.matcher(column.name()).matches();
        double[] values = column.values().stream().mapToDouble(Decimal::number).toArray();
        double unit = 1;
        for (String format : EPOCHS) {
            double first = FIRST_SECOND * unit;
            double last = LAST_SECOND * unit;
            boolean isWithin = Arrays.stream(values).allMatch(value -> value >= first && value <= last);
            boolean isSure = isNamedSo || unit >= 1e3 && unit <= 1e6 && values.length > 2 && grows(values);
            // With an exponent written out the digits of a time are lost.
            boolean isWritten = column.all(text -> text.indexOf('e') < 0 && text.indexOf('E') < 0);
            if (isWithin && isSure && isWritten) {
                return format;
            }
            unit *= 1e3;
        }
        return null;
    }

    private static boolean grows(double[] values) {
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[i - 1]) {
                return false;
            }
        }
        return values[values.length - 1] > values[0];
    }

    /** The time that is the event's own: the first one that has a value in every row, by its name before others. */
    static @Nullable Draft own(List<Draft> times, int rows) {
        return times.stream()
                .filter(draft -> draft.column.values().size() == rows)
                .filter(draft -> !draft.column.name().matches("(?i).*(update|modif|process|ingest|receiv|insert).*"))
                .findFirst()
                .orElse(times.stream()
                        .filter(draft -> draft.column.values().size() == rows)
                        .findFirst()
                        .orElse(times.isEmpty() ? null : Objects.requireNonNull(times.get(0))));
    }
}

package science.pipeline.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The wire's timestamps as microseconds since 1970 and back: read in the forms that programs write, written as
 * {@code YYYY-MM-DDTHH:MM:SS.ffffff} in UTC without a zone. Years run from 1970 to 2100.
 */
public final class EventTime {

    /** Length of a timestamp as it is written: six fraction digits, no zone. */
    public static final int WRITTEN_LENGTH = 26;

    /** No timestamp: the text given to {@link #parse} is none. */
    public static final long INVALID = Long.MIN_VALUE;

    /** What {@link #parse} reads, in the words of a message. */
    public static final String EXPECTED = "YYYY-MM-DDTHH:MM:SS (or a blank for the T), up to nine fraction digits, then"
            + " nothing, Z, +HH:MM or +HHMM; from 1970 to 2100 in UTC";

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int DATE_AND_TIME_LENGTH = 19;
    private static final int WRITTEN_FRACTION_DIGITS = 6;
    private static final int MOST_FRACTION_DIGITS = 9;

    /** What the last digit of a fraction of so many digits counts. */
    private static final int[] MICROS_OF_LAST_DIGIT = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2100;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_OF_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** The first instant that is too late. */
    private static final long END = (epochDay(LAST_YEAR, 12, 31) + 1) * MICROS_PER_DAY;

    /** The last second that there is, since 1970. */
    public static final long LAST_SECOND = END / MICROS_PER_SECOND - 1;

    private EventTime() {}

    /** Whether it lies from 1970 to 2100. */
    public static boolean isWithin(long micros) {
        return micros >= 0 && micros < END;
    }

    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static long fromInstant(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The timestamp as text. */
    public static String format(long micros) {
        byte[] text = new byte[WRITTEN_LENGTH];
        write(micros, text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Writes {@value #WRITTEN_LENGTH} bytes to {@code into} from {@code at}. */
    public static void write(long micros, byte[] into, int at) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        long microOfDay = Math.floorMod(micros, MICROS_PER_DAY);
        LocalDate date = LocalDate.ofEpochDay(day);
        int secondOfDay = (int) (microOfDay / MICROS_PER_SECOND);
        digits(date.getYear(), 4, into, at);
        into[at + 4] = '-';
        digits(date.getMonthValue(), 2, into, at + 5);
        into[at + 7] = '-';
        digits(date.getDayOfMonth(), 2, into, at + 8);
        into[at + 10] = 'T';
        digits(secondOfDay / 3600, 2, into, at + 11);
        into[at + 13] = ':';
        digits(secondOfDay / 60 % 60, 2, into, at + 14);
        into[at + 16] = ':';
        digits(secondOfDay % 60, 2, into, at + 17);
        into[at + 19] = '.';
        digits((int) (microOfDay % MICROS_PER_SECOND), 6, into, at + 20);
    }

    /**
     * Reads {@code YYYY-MM-DDTHH:MM:SS} or the same with a blank for the {@code T}, up to nine fraction digits, then a
     * zone: none or {@code Z} for UTC, {@code +HH:MM} or {@code +HHMM}. What is finer than a microsecond is cut.
     *
     * @return microseconds since 1970 in UTC, or {@link #INVALID}
     */
    public static long parse(byte[] text, int start, int end) {
        int at = start + DATE_AND_TIME_LENGTH;
        if (end < at) {
            return INVALID;
        }
        int year = number(text, start, 4);
        int month = number(text, start + 5, 2);
        int day = number(text, start + 8, 2);
        int hour = number(text, start + 11, 2);
        int minute = number(text, start + 14, 2);
        int second = number(text, start + 17, 2);
        boolean wellFormed = text[start + 4] == '-'
                && text[start + 7] == '-'
                && (text[start + 10] == 'T' || text[start + 10] == ' ')
                && text[start + 13] == ':'
                && text[start + 16] == ':';
        if (!wellFormed || !isDate(year, month, day) || !isTime(hour, minute, second)) {
            return INVALID;
        }
        int fraction = 0;
        if (at < end && text[at] == '.') {
            int digits = digitsFrom(at + 1, text, end);
            if (digits == 0 || digits > MOST_FRACTION_DIGITS) {
                return INVALID;
            }
            int kept = Math.min(digits, WRITTEN_FRACTION_DIGITS);
            fraction = number(text, at + 1, kept) * MICROS_OF_LAST_DIGIT[kept];
            at += 1 + digits;
        }
        int offset = offsetMinutes(text, at, end);
        if (offset == NO_OFFSET) {
            return INVALID;
        }
        long secondOfDay = hour * 3600L + minute * 60L + second;
        long micros = epochDay(year, month, day) * MICROS_PER_DAY
                + secondOfDay * MICROS_PER_SECOND
                + fraction
                - offset * 60 * MICROS_PER_SECOND;
        return isWithin(micros) ? micros : INVALID;
    }

    /** Whether a timestamp that {@link #parse} reads was cut: a digit behind the sixth of its fraction is not 0. */
    public static boolean isCut(byte[] text, int start, int end) {
        int fraction = start + DATE_AND_TIME_LENGTH + 1;
        int digits = digitsFrom(fraction, text, end);
        for (int i = fraction + WRITTEN_FRACTION_DIGITS; i < fraction + digits; i++) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    /** How far the zone's clocks are ahead of UTC, or {@link #NO_OFFSET} if what stands there is no zone. */
    private static int offsetMinutes(byte[] text, int at, int end) {
        int length = end - at;
        if (length == 0 || length == 1 && text[at] == 'Z') {
            return 0;
        }
        boolean wellFormed = length == "+HHMM".length() || length == "+HH:MM".length() && text[at + 3] == ':';
        if (!wellFormed || text[at] != '+' && text[at] != '-') {
            return NO_OFFSET;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, end - 2, 2);
        if (!isTime(hours, minutes, 0)) {
            return NO_OFFSET;
        }
        int ahead = hours * 60 + minutes;
        return text[at] == '-' ? -ahead : ahead;
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= FIRST_YEAR
                && year <= LAST_YEAR
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= DAYS_OF_MONTH[month - 1]
                && (month != 2 || day <= 28 || isLeap(year));
    }

    private static boolean isTime(int hour, int minute, int second) {
        return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static long epochDay(int year, int month, int day) {
        // Leap days from 1970 up to the year before; 2000 is a leap year, 2100 comes last and has none before it.
        int leapDays = (year - 1 - 1968) / 4;
        int afterLeapDay = month > 2 && isLeap(year) ? 1 : 0;
        return (year - FIRST_YEAR) * 365L + leapDays + DAYS_BEFORE_MONTH[month - 1] + afterLeapDay + day - 1;
    }

    /** The number that the next digits spell, or a negative one if any is no digit. */
    private static int number(byte[] text, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int digitsFrom(int start, byte[] text, int end) {
        int at = start;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private static void digits(int value, int length, byte[] into, int at) {
        for (int i = at + length - 1; i >= at; i--) {
            into[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
    }
}

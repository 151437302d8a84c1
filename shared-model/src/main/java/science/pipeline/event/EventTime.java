package science.pipeline.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The wire's timestamps, {@code YYYY-MM-DDTHH:MM:SS.ffffff} in UTC without a zone, as microseconds since 1970 and back.
 * Years run from 1970 to 2100.
 */
public final class EventTime {

    /** Length of a timestamp as it is written: six fraction digits, no zone. */
    public static final int WRITTEN_LENGTH = 26;

    /** No timestamp: the text given to {@link #parse} is none. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int DATE_AND_TIME_LENGTH = 19;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2100;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_OF_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private EventTime() {}

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
     * Reads {@code YYYY-MM-DDTHH:MM:SS}, up to six fraction digits, then nothing or {@code Z}.
     *
     * @return microseconds since 1970, or {@link #INVALID}
     */
    public static long parse(byte[] text, int start, int end) {
        if (end > start && text[end - 1] == 'Z') {
            end--;
        }
        int length = end - start;
        if (length < DATE_AND_TIME_LENGTH || length > WRITTEN_LENGTH || length == DATE_AND_TIME_LENGTH + 1) {
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
                && text[start + 10] == 'T'
                && text[start + 13] == ':'
                && text[start + 16] == ':'
                && (length == DATE_AND_TIME_LENGTH || text[start + 19] == '.');
        if (!wellFormed || !isDate(year, month, day) || !isTime(hour, minute, second)) {
            return INVALID;
        }
        int fraction = 0;
        int fractionDigits = Math.max(0, length - DATE_AND_TIME_LENGTH - 1);
        if (fractionDigits > 0) {
            fraction = number(text, start + 20, fractionDigits);
            if (fraction < 0) {
                return INVALID;
            }
            for (int i = fractionDigits; i < 6; i++) {
                fraction *= 10;
            }
        }
        long secondOfDay = hour * 3600L + minute * 60L + second;
        return epochDay(year, month, day) * MICROS_PER_DAY + secondOfDay * MICROS_PER_SECOND + fraction;
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

    private static void digits(int value, int length, byte[] into, int at) {
        for (int i = at + length - 1; i >= at; i--) {
            into[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
    }
}

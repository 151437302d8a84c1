package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import science.pipeline.event.EventTime;
import science.pipeline.event.Octets;

/**
 * Reads timestamps straight from bytes. Neighbours in a stream share their minute: up to there a timestamp is compared
 * with the one read before, and only its seconds are read anew.
 */
final class TimeReader {

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;

    /** {@code S.ffffff} with zeros as digits. */
    private static final long ONES_POINT_FRACTION = Octets.filled('0') ^ ('0' ^ '.') << Byte.SIZE;

    private static final long POINT = 0xFF << Byte.SIZE;

    /** As much as any form takes, {@code YYYY-MM-DDTHH:MM:SS.nnnnnnnnn+HH:MM}. */
    private static final int LONGEST = 35;

    /** The timestamp that was read anew last, as it is written. */
    private final byte[] written = EventTime.format(0).getBytes(StandardCharsets.US_ASCII);

    /** Its minute, as two times eight bytes and as microseconds. */
    private long date = Octets.at(written, 0);

    private long hourAndMinute = Octets.at(written, Octets.SIZE);
    private long minuteMicros;
    private long micros;
    private boolean isCut;

    /** Whether the text read last is what would be written. */
    private boolean isAsWritten;

    /** The instant read last, microseconds since 1970. */
    long micros() {
        return micros;
    }

    /** Whether the text read last was finer than a microsecond. */
    boolean isCut() {
        return !isAsWritten && isCut;
    }

    /**
     * Reads the timestamp at {@code start}, up to a quote.
     *
     * @return where its quote stands, or -1 if there is no timestamp
     */
    int read(byte[] document, int start) {
        if (document.length - start <= EventTime.WRITTEN_LENGTH + 1) {
            return -1;
        }
        if (Octets.at(document, start) == date
                && Octets.at(document, start + Octets.SIZE) == hourAndMinute
                && document[start + EventTime.WRITTEN_LENGTH] == '"') {
            int inMinute = seconds(document, start + 2 * Octets.SIZE);
            if (inMinute >= 0) {
                micros = minuteMicros + inMinute;
                isAsWritten = true;
                return start + EventTime.WRITTEN_LENGTH;
            }
        }
        return readAnew(document, start);
    }

    /**
     * Writes the instant read last with six digits and no zone; up to five bytes more may be overwritten.
     *
     * @param document from which it was read at {@code start}
     */
    void write(byte[] document, int start, byte[] into, int at) {
        if (isAsWritten) {
            Octets.copy(document, start, 2 * Octets.SIZE, into, at);
            int rest = 2 * Octets.SIZE;
            Octets.copy(document, start + rest, EventTime.WRITTEN_LENGTH - rest, into, at + rest);
        } else {
            System.arraycopy(written, 0, into, at, EventTime.WRITTEN_LENGTH);
        }
    }

    private int readAnew(byte[] document, int start) {
        int furthest = Math.min(document.length - 1, start + LONGEST);
        int end = start;
        while (end < furthest && document[end] != '"') {
            end++;
        }
        micros = EventTime.parse(document, start, end);
        if (micros == EventTime.INVALID || document[end] != '"') {
            return -1;
        }
        isAsWritten = false;
        isCut = EventTime.isCut(document, start, end);
        // Its minute in UTC, however it came: the next one that is written so is compared with that.
        EventTime.write(micros, written, 0);
        date = Octets.at(written, 0);
        hourAndMinute = Octets.at(written, Octets.SIZE);
        minuteMicros = micros - micros % MICROS_PER_MINUTE;
        return end;
    }

    /** The microseconds that {@code :SS.ffffff} spells, or a negative number if it is written otherwise. */
    private static int seconds(byte[] text, int at) {
        int tens = text[at + 1] - '0';
        long rest = Octets.at(text, at + 2) ^ ONES_POINT_FRACTION;
        if (text[at] != ':' || tens < 0 || tens > 5 || (rest & POINT) != 0 || Octets.above(9, rest) != 0) {
            return -1;
        }
        // With a zero for the point, these digits spell ten million for each second.
        int ones = (int) (rest & 0xFF);
        return (tens * 10 + ones) * MICROS_PER_SECOND + Octets.digits(rest) - ones * 10 * MICROS_PER_SECOND;
    }
}

package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;

/** A time in any format: the event's own, or a number among others. */
final class TimeField extends FieldReader {

    /** So many digits of an epoch, in nanoseconds too, are within int64. */
    private static final int MOST_DIGITS = 18;

    private final int slot;
    private final TimeText format;
    private final TimeReader times = new TimeReader();
    private final long nanosPerUnit;
    private long micros;
    private boolean isCut;

    /** @param slot of its column; none of the event's time */
    TimeField(int index, Field field, int slot) {
        super(index, field);
        this.slot = slot;
        format = new TimeText(field.format());
        nanosPerUnit = format.isEpoch() ? format.nanosPerUnit() : 0;
    }

    /** Whether the time read last was finer than a microsecond. */
    boolean isCut() {
        return isCut;
    }

    @Override
    int read(byte[] document, int at, boolean isQuoted, EventBatch batch) {
        if (isQuoted == format.isEpoch()) {
            return NONE;
        }
        int found = format.isIso() ? iso(document, at) : isQuoted ? pattern(document, at) : epoch(document, at);
        if (slot < 0) {
            batch.timestampMicros[batch.size()] = micros;
        } else {
            batch.numbers[slot][batch.size()] = FieldValue.seconds(micros);
        }
        return found;
    }

    private int iso(byte[] document, int at) {
        int found = times.read(document, at);
        micros = times.micros();
        isCut = times.isCut();
        return found > at ? found : NONE;
    }

    private int pattern(byte[] document, int at) {
        int found = TextField.end(document, at);
        if (found == NONE) {
            return NONE;
        }
        String text = new String(document, at, found - at, StandardCharsets.US_ASCII);
        micros = format.micros(text);
        isCut = micros != EventTime.INVALID && format.isCut(text);
        return micros == EventTime.INVALID ? NONE : found;
    }

    private int epoch(byte[] document, int at) {
        int found = IntegerField.end(document, at);
        if (found == NONE || document[at] == '-') {
            return NONE;
        }
        int fractionEnd = fractionEnd(document, found);
        if (fractionEnd == NONE) {
            return NONE;
        }
        if (fractionEnd > found) {
            String text = new String(document, at, fractionEnd - at, StandardCharsets.US_ASCII);
            micros = format.micros(text);
            isCut = micros != EventTime.INVALID && format.isCut(text);
        } else {
            long units = IntegerField.value(document, at, found);
            long perMicro = nanosPerUnit >= 1_000 ? nanosPerUnit / 1_000 : 0;
            if (perMicro > 0) {
                boolean isWithin = units <= Long.MAX_VALUE / perMicro && EventTime.isWithin(units * perMicro);
                micros = isWithin ? units * perMicro : EventTime.INVALID;
                isCut = false;
            } else {
                long unitsPerMicro = 1_000 / nanosPerUnit;
                micros = EventTime.isWithin(units / unitsPerMicro) ? units / unitsPerMicro : EventTime.INVALID;
                isCut = units % unitsPerMicro != 0;
            }
        }
        return micros == EventTime.INVALID ? NONE : fractionEnd;
    }

    /** Where digits behind a point end; where they would begin if there is no point; {@link #NONE} for other forms. */
    private static int fractionEnd(byte[] document, int at) {
        if (at >= document.length || (document[at] | 0x20) == 'e') {
            return NONE;
        }
        if (document[at] != '.') {
            return at;
        }
        int end = at + 1;
        int furthest = Math.min(document.length, end + MOST_DIGITS);
        while (end < furthest && document[end] >= '0' && document[end] <= '9') {
            end++;
        }
        boolean goesOn = end < document.length
                && ((document[end] | 0x20) == 'e' || document[end] >= '0' && document[end] <= '9');
        return end == at + 1 || goesOn ? NONE : end;
    }

    @Override
    int write(byte[] document, byte[] into, int at) {
        if (format.isIso()) {
            times.write(document, begin, into, at);
        } else {
            EventTime.write(micros, into, at);
        }
        return at + EventTime.WRITTEN_LENGTH;
    }

    @Override
    void completeAbsent(EventBatch batch) {
        isCut = false;
        if (slot < 0) {
            batch.timestampMicros[batch.size()] = otherwise.micros();
        } else {
            batch.numbers[slot][batch.size()] = otherwise.number();
        }
    }
}

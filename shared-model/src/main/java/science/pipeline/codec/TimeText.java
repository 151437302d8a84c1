package science.pipeline.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.TimeFormat;

/** Times as text in the format of a schema's field, and back. Immutable. */
public final class TimeText {

    /** Fractions of several lengths, {@code [.SSSSSS][.SSS]}: one of them is read, and the first is written. */
    private static final Pattern SEVERAL_FRACTIONS = Pattern.compile("\\[([.,]S+)](?:\\[[.,]S+])+");

    private static final BigDecimal NANOS_PER_MICRO = BigDecimal.valueOf(1_000);

    private final String format;
    private final @Nullable Long nanosPerUnit;
    private final @Nullable DateTimeFormatter pattern;
    private final @Nullable DateTimeFormatter writer;

    public TimeText(String format) {
        this.format = format;
        nanosPerUnit = TimeFormat.EPOCHS.get(format);
        pattern = isIso() || isEpoch() ? null : TimeFormat.pattern(format);
        writer = pattern == null
                ? null
                : TimeFormat.pattern(SEVERAL_FRACTIONS.matcher(format).replaceAll("$1"));
    }

    /** Whether it is the wire's usual form, which {@link EventTime} reads. */
    boolean isIso() {
        return format.equals(Field.ISO);
    }

    /** Whether it is a number. */
    public boolean isEpoch() {
        return nanosPerUnit != null;
    }

    /** How many nanoseconds an epoch's unit has. */
    long nanosPerUnit() {
        return Objects.requireNonNull(nanosPerUnit);
    }

    /**
     * Reads a time.
     *
     * @return microseconds since 1970, what is finer cut; {@link EventTime#INVALID} if it is none, or not from 1970 to
     *     2100
     */
    public long micros(String text) {
        if (nanosPerUnit != null) {
            return epoch(text);
        }
        if (pattern != null) {
            return bounded(instant(text));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EventTime.parse(bytes, 0, bytes.length);
    }

    /** Whether a time that {@link #micros} reads was finer than a microsecond. */
    public boolean isCut(String text) {
        if (nanosPerUnit != null) {
            return nanos(text).remainder(NANOS_PER_MICRO).signum() != 0;
        }
        if (pattern != null) {
            Instant instant = instant(text);
            return instant != null && instant.getNano() % 1_000 != 0;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EventTime.isCut(bytes, 0, bytes.length);
    }

    /** What {@link #micros} reads, in the words of a message. */
    public String expected() {
        if (isIso()) {
            return EventTime.EXPECTED;
        }
        return isEpoch() ? "a number, " + format + ", from 1970 to 2100" : format + ", from 1970 to 2100 in UTC";
    }

    /** Writes a time so that {@link #micros} reads it back. */
    public String write(long micros) {
        if (nanosPerUnit != null) {
            BigDecimal units = BigDecimal.valueOf(micros)
                    .multiply(NANOS_PER_MICRO)
                    .divide(BigDecimal.valueOf(nanosPerUnit))
                    .stripTrailingZeros();
            return units.toPlainString();
        }
        if (writer != null) {
            return writer.format(EventTime.toInstant(micros).atZone(ZoneOffset.UTC));
        }
        return EventTime.format(micros);
    }

    private long epoch(String text) {
        if (text.length() > Limits.NUMBER_CHARS) {
            return EventTime.INVALID;
        }
        BigDecimal nanos;
        try {
            nanos = nanos(text);
        } catch (ArithmeticException | NumberFormatException e) {
            return EventTime.INVALID;
        }
        // An exponent may make a number that has more digits than anybody wants to write out.
        if (nanos.signum() < 0 || nanos.precision() - nanos.scale() > 19) {
            return EventTime.INVALID;
        }
        BigInteger micros = nanos.divideToIntegralValue(NANOS_PER_MICRO).toBigInteger();
        return EventTime.isWithin(micros.longValueExact()) ? micros.longValueExact() : EventTime.INVALID;
    }

    private BigDecimal nanos(String text) {
        return new BigDecimal(text).multiply(BigDecimal.valueOf(nanosPerUnit()));
    }

    private static long bounded(@Nullable Instant instant) {
        if (instant == null || instant.getEpochSecond() < 0 || instant.getEpochSecond() > EventTime.LAST_SECOND) {
            return EventTime.INVALID;
        }
        return EventTime.fromInstant(instant);
    }

    private @Nullable Instant instant(String text) {
        try {
            TemporalAccessor parsed = Objects.requireNonNull(pattern)
                    .parseBest(text, ZonedDateTime::from, Instant::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof ZonedDateTime zoned) {
                return zoned.toInstant();
            }
            if (parsed instanceof Instant instant) {
                return instant;
            }
            LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
            return local.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }
}

package science.pipeline.producer.source.replay;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;
import science.pipeline.codec.Limits;
import science.pipeline.event.EventTime;
import science.pipeline.producer.source.SourceException;

/** One field of one particle of a row: reads its text as what the field holds, or says why it does not fit. */
record Cell(String field, Feed feed) {

    /** Below it every whole number is a double of its own. */
    private static final double EXACT = 0x1p53;

    /** A component of a momentum, GeV: a number as the wire takes it. */
    double momentum(Rows row) {
        String text = text(row);
        double value = Decimal.number(text);
        if (Math.abs(value) <= Limits.MAX_GEV) {
            return value;
        }
        throw misfit(row, text, Double.isNaN(value) ? "a number such as -12.5 or 1.25e1" : "a number from -1e9 to 1e9");
    }

    /** An energy, GeV. */
    double energy(Rows row) {
        double value = momentum(row);
        if (value < 0) {
            throw misfit(row, text(row), "a number from 0 to 1e9");
        }
        return value;
    }

    /** An event id: a whole number, also as programs print it that know decimals only, {@code 2.0}. */
    long eventId(Rows row) {
        String text = text(row);
        OptionalLong id = Decimal.integer(text);
        if (id.isPresent()) {
            return id.getAsLong();
        }
        double value = Decimal.number(text);
        if (Math.abs(value) < EXACT && value == Math.rint(value)) {
            return (long) value;
        }
        throw misfit(row, text, "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
    }

    /** Microseconds since 1970; what is finer is cut. */
    long time(Rows row) {
        String text = text(row);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = EventTime.parse(bytes, 0, bytes.length);
        if (micros == EventTime.INVALID) {
            throw misfit(row, text, EventTime.EXPECTED);
        }
        return micros;
    }

    /** Whether a time that was read is finer than a microsecond. */
    boolean isCut(Rows row) {
        byte[] bytes = text(row).getBytes(StandardCharsets.UTF_8);
        return EventTime.isCut(bytes, 0, bytes.length);
    }

    /** The name of a particle type or a detector. */
    String name(Rows row, KnownNames names) {
        String text = text(row);
        String name = feed instanceof Feed.PdgColumn ? PdgIds.name(text) : text;
        if (name == null) {
            throw misfit(row, text, "a particle number of the PDG, such as 13 or -13");
        }
        String known = names.find(name);
        if (known == null) {
            throw misfit(row, text, "a name of letters, digits and _.:+-, at most 64 characters");
        }
        return known;
    }

    /** A label: true or false in any case, 1 or 0. */
    boolean label(Rows row) {
        String text = text(row);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw misfit(row, text, "true or false");
        };
    }

    private String text(Rows row) {
        if (feed instanceof Feed.Constant constant) {
            return constant.value();
        }
        String column = feed.column().orElseThrow();
        String text = row.cell(column);
        if (text == null) {
            throw new SourceException(row.place() + ": found nothing in column " + column + ", which feeds " + field
                    + "; the columns are " + String.join(", ", row.columns()));
        }
        return text;
    }

    private SourceException misfit(Rows row, @Nullable String found, String expected) {
        String place = feed.column()
                .map(column -> row.place() + ", column " + column)
                .orElse("producer.replay.columns." + field);
        return new SourceException(place + ": found \"" + found + "\", expected " + expected);
    }
}

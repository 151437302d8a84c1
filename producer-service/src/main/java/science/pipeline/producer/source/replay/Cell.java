package science.pipeline.producer.source.replay;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;
import science.pipeline.producer.source.SourceException;

/** One field of one particle of a row: reads its text as what the field holds, or says why it does not fit. */
record Cell(String field, Feed feed) {

    /** A finite number. */
    double number(Rows row) {
        String text = text(row);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw misfit(row, text, "a number");
        }
        throw misfit(row, text, "a finite number");
    }

    /** An event id, 0 or more. */
    long eventId(Rows row) {
        String text = text(row);
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw misfit(row, text, "a whole number from 0 to " + Long.MAX_VALUE);
        }
        throw misfit(row, text, "a whole number, 0 or more");
    }

    /** Microseconds since 1970. */
    long time(Rows row) {
        String text = text(row);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = EventTime.parse(bytes, 0, bytes.length);
        if (micros != EventTime.INVALID) {
            return micros;
        }
        try {
            return EventTime.fromInstant(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw misfit(row, text, "a time such as 2026-01-16T10:23:45.123456, in UTC or with its zone offset");
        }
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

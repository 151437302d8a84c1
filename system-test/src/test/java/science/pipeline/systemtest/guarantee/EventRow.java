package science.pipeline.systemtest.guarantee;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of an events file, to be compared with the document it came from. */
record EventRow(String[] cells) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);
    private static final List<String> FIELDS = List.of(
            "event_id",
            "timestamp",
            "particle_type",
            "energy_gev",
            "momentum_x",
            "momentum_y",
            "momentum_z",
            "detector_id",
            "is_anomaly");

    static EventRow of(String line) {
        return new EventRow(line.split(",", -1));
    }

    /** The first field that differs, null when none does. Numbers are compared as doubles, bit by bit. */
    @Nullable String difference(byte[] document) {
        boolean marked = document[0] == (byte) 0xEF; // the UTF-8 byte order mark
        JsonNode json = JSON.readTree(document, marked ? 3 : 0, document.length - (marked ? 3 : 0));
        for (int i = 0; i < FIELDS.size(); i++) {
            JsonNode sent = json.path(FIELDS.get(i));
            if (!holds(cells[i], i, sent)) {
                return FIELDS.get(i) + ": sent " + sent + ", found " + cells[i];
            }
        }
        return null;
    }

    /** A cell that cannot be read holds something else. */
    private static boolean holds(String found, int field, JsonNode sent) {
        try {
            return same(field, sent, found);
        } catch (NumberFormatException | DateTimeParseException unreadable) {
            return false;
        }
    }

    /** A timestamp as the input policy reads it: a blank for T, a zone or UTC, kept to microseconds. */
    private static LocalDateTime utc(String sent) {
        TemporalAccessor time = TIME.parseBest(sent.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        LocalDateTime utc = time instanceof OffsetDateTime zoned
                ? zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : LocalDateTime.from(time);
        return utc.truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean same(int field, JsonNode sent, String found) {
        return switch (field) {
            case 0 -> sent.asLong() == Long.parseLong(found);
            case 1 -> utc(sent.asString()).equals(LocalDateTime.parse(found));
            case 3, 4, 5, 6 -> Double.compare(sent.asDouble(), Double.parseDouble(found)) == 0;
            case 8 -> Boolean.toString(sent.asBoolean()).equals(found);
            default -> sent.asString().equals(found);
        };
    }
}

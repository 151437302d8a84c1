package science.pipeline.producer.source.replay;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;
import science.pipeline.event.EventTime;
import science.pipeline.expression.NumberExpression;
import science.pipeline.expression.Row;
import science.pipeline.formats.CellTemplate;
import science.pipeline.formats.Rows;
import science.pipeline.producer.source.SourceException;

/** One field of one particle of a row: reads its text as what the field holds, or says why it does not fit. */
record Cell(String field, Feed feed) {

    /** GeV. */
    private static final double MOST = 1e9;

    /** Below it every whole number is a double of its own. */
    private static final double EXACT = 0x1p53;

    /** A component of a momentum, GeV: a number as the wire takes it. */
    double momentum(Rows row) {
        NumberExpression expression = expression(row);
        if (expression != null) {
            return computed(row, expression);
        }
        String text = text(row);
        double value = Decimal.number(text);
        if (Math.abs(value) <= MOST) {
            return value;
        }
        throw misfit(row, text, Double.isNaN(value) ? "a number such as -12.5 or 1.25e1" : "a number from -1e9 to 1e9");
    }

    /** By which the number is computed; null if it stands in a cell. */
    private @Nullable NumberExpression expression(Rows row) {
        return feed instanceof Feed.Computed computed
                        && row.cell(computed.column().written()) == null
                ? computed.expression()
                : null;
    }

    private double computed(Rows row, NumberExpression expression) {
        double value = expression.value(new Numbers(row));
        if (Math.abs(value) <= MOST) {
            return value;
        }
        String cells = expression.names().stream()
                .map(column -> column + " = " + row.cell(column))
                .collect(Collectors.joining(", "));
        throw misfit(row, cells, Double.isNaN(value) ? "numbers" : "a result from -1e9 to 1e9");
    }

    /** The cells of a row as an expression asks for them. */
    private record Numbers(Rows row) implements Row {

        @Override
        public double number(String column) {
            String text = row.cell(column);
            return text == null ? Double.NaN : Decimal.number(text);
        }

        @Override
        public @Nullable String name(String column) {
            return row.cell(column);
        }
    }

    /** An energy, GeV. */
    double energy(Rows row) {
        double value = momentum(row);
        if (value < 0) {
            throw misfit(row, expression(row) == null ? text(row) : Double.toString(value), "a number from 0 to 1e9");
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
        CellTemplate cells = feed.cells().orElseThrow();
        String text = cells.text(row);
        if (text == null) {
            throw new SourceException(row.place() + ": found nothing in column " + cells.written() + ", which feeds "
                    + field + "; the columns are " + String.join(", ", row.columns()));
        }
        return text;
    }

    private SourceException misfit(Rows row, @Nullable String found, String expected) {
        String place = feed.cells()
                .map(cells -> row.place() + ", column " + cells.written())
                .orElse("producer.replay.columns." + field);
        return new SourceException(place + ": found \"" + found + "\", expected " + expected);
    }
}

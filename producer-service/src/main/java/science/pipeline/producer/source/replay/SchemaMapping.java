package science.pipeline.producer.source.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.SchemaEvent;
import science.pipeline.formats.FileFormat;
import science.pipeline.formats.Rows;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** The cells that are the fields of any schema's event. */
final class SchemaMapping implements RowMapping {

    private final Schema schema;
    private final List<FieldCell> cells = new ArrayList<>();
    private final @Nullable FieldCell time;

    private SchemaMapping(Schema schema, Map<String, String> columns, FileFormat format, int number) {
        this.schema = schema;
        KnownNames names = new KnownNames();
        schema.fields()
                .forEach(field -> cells.add(new FieldCell(field, columns.get(field.name()), number, format, names)));
        int index = schema.indexOf(Role.TIME);
        time = index < 0 ? null : cells.get(index);
    }

    /** The mappings of all events of a row. */
    static List<RowMapping> of(Schema schema, ReplayProperties settings) {
        return IntStream.rangeClosed(1, settings.particlesPerRow())
                .<RowMapping>mapToObj(number -> new SchemaMapping(
                        schema, settings.columns(), settings.format().asSaid(), number))
                .toList();
    }

    @Override
    public boolean hasTime(Collection<String> columns) {
        return time != null && time.isIn(columns);
    }

    @Override
    public boolean isTimeCut(Rows row) {
        return time != null && time.isCut(row);
    }

    @Override
    public void check(Rows file, boolean withTime) {
        for (FieldCell cell : cells) {
            if (cell != time || withTime) {
                cell.check(file);
            }
        }
    }

    @Override
    public SchemaEvent read(Rows row, boolean withTime, long otherwiseMicros) {
        List<@Nullable String> values = new ArrayList<>(cells.size());
        long micros = otherwiseMicros;
        for (FieldCell cell : cells) {
            boolean isConstant = cell.field().presence() == Presence.CONSTANT;
            if (cell == time) {
                // The encoder writes the event's time in its place.
                values.add(null);
                micros = withTime && !isConstant ? cell.micros(row) : otherwiseMicros;
            } else {
                values.add(isConstant ? null : cell.value(row));
            }
        }
        return new SchemaEvent(schema, micros, values);
    }

    /** @throws SourceException if the mapping names what is no field */
    static void checkNames(Schema schema, Map<String, String> columns) {
        for (String name : columns.keySet()) {
            if (schema.indexOf(name) < 0) {
                throw new SourceException(
                        "producer.replay.columns." + name + ": found no such field in the schema " + schema.name()
                                + ", expected one of " + schema.csvHeader().replace(",", ", "));
            }
        }
    }
}

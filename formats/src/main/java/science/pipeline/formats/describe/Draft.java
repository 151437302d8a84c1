package science.pipeline.formats.describe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;

/** A field on its way into a schema: changed while more is seen. */
final class Draft {

    final String name;
    final Column column;
    final String from;
    final @Nullable String file;
    FieldType type;

    @Nullable Role role;

    Presence presence = Presence.REQUIRED;

    @Nullable String otherwise;

    String unit = "";
    String format = Field.ISO;
    final List<String> comments = new ArrayList<>();

    /** @param column from which it was seen, of several the first */
    Draft(String name, FieldType type, Column column, String from, @Nullable String file) {
        this.name = name;
        this.type = type;
        this.column = column;
        this.from = from;
        this.file = file;
    }

    Field field() {
        return new Field(
                name,
                type,
                role,
                from,
                file,
                List.of(),
                presence,
                otherwise,
                unit,
                null,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                format,
                "");
    }
}

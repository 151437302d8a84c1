package science.pipeline.schema;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a field means to the analysis, whatever its name. Each role at most once in a schema, and none is a must. */
public enum Role {
    /** Which event it is; without one, partition and offset tell. */
    EVENT_ID(FieldType.INTEGER, FieldType.NAME),
    /** When it happened; without one, the record's own time. */
    TIME(FieldType.TIME),
    /** What kind of event it is. */
    PARTICLE_TYPE(FieldType.NAME),
    /** The measure: what statistics, the energy's layers and the watch go by. */
    ENERGY(FieldType.NUMBER, FieldType.INTEGER),
    MOMENTUM_X(FieldType.NUMBER, FieldType.INTEGER),
    MOMENTUM_Y(FieldType.NUMBER, FieldType.INTEGER),
    MOMENTUM_Z(FieldType.NUMBER, FieldType.INTEGER),
    /** Which instrument or channel saw it; without one, a single detector called {@code all}. */
    DETECTOR(FieldType.NAME),
    /** The sender's own verdict; never an input of detection. */
    LABEL(FieldType.BOOLEAN);

    private final Set<FieldType> types;

    Role(FieldType first, FieldType... others) {
        types = EnumSet.of(first, others);
    }

    /** The types that a field of this role may have. */
    public Set<FieldType> types() {
        return types;
    }

    /** As it is written in a schema. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

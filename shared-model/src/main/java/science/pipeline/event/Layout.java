package science.pipeline.event;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields of a document in their canonical order: their names on the wire and what they mean. Encoder, decoder and
 * the columns of every CSV file follow it.
 *
 * @param fields each role exactly once
 */
public record Layout(List<Field> fields) {

    /**
     * @param name key on the wire and column in the files
     * @param role what it means
     */
    public record Field(String name, Role role) {}

    /** The event of the contract. */
    public static final Layout PARTICLE_EVENT = new Layout(List.of(
            new Field("event_id", Role.EVENT_ID),
            new Field("timestamp", Role.TIME),
            new Field("particle_type", Role.PARTICLE_TYPE),
            new Field("energy_gev", Role.ENERGY),
            new Field("momentum_x", Role.MOMENTUM_X),
            new Field("momentum_y", Role.MOMENTUM_Y),
            new Field("momentum_z", Role.MOMENTUM_Z),
            new Field("detector_id", Role.DETECTOR),
            new Field("is_anomaly", Role.LABEL)));

    public Layout {
        fields = List.copyOf(fields);
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (Field field : fields) {
            if (!roles.add(field.role())) {
                throw new IllegalArgumentException("Two fields of the layout have the role " + field.role());
            }
        }
        if (!roles.equals(EnumSet.allOf(Role.class))) {
            throw new IllegalArgumentException("The layout lacks a field of the role " + EnumSet.complementOf(roles));
        }
    }

    /** Position of a field in {@link #fields()}, or -1 if no field bears that name. */
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The names as a CSV header, without a line end. */
    public String csvHeader() {
        return fields.stream().map(Field::name).collect(Collectors.joining(","));
    }
}

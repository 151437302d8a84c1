package science.pipeline.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;
import science.pipeline.event.ParticleEvent;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.Field;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** What an event has at a place of a record, as text. */
final class EventTexts {

    private final Schema schema;
    private final int timeField;
    private final @Nullable TimeText time;
    private final Map<String, Integer> fieldAt = new HashMap<>();

    EventTexts(Schema schema) {
        this.schema = schema;
        timeField = schema.indexOf(Role.TIME);
        time = timeField < 0
                ? null
                : new TimeText(schema.fields().get(timeField).format());
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.fields().get(i);
            if (field.presence() != Presence.CONSTANT) {
                fieldAt.put(field.from(), i);
            }
        }
    }

    /** The field that stands at a place, or null. */
    @Nullable Field field(String place) {
        Integer index = fieldAt.get(place);
        return index == null ? null : schema.fields().get(index);
    }

    /** As its sender writes it; null where it is absent, or no field stands there. */
    @Nullable String at(String place, SchemaEvent event) {
        Integer index = fieldAt.get(place);
        if (index == null) {
            return null;
        }
        return index == timeField && time != null
                ? time.write(event.timestampMicros())
                : event.values().get(index);
    }

    /** A particle as an event of a schema that has its roles. */
    static SchemaEvent of(ParticleEvent particle, Schema schema) {
        List<@Nullable String> values = new ArrayList<>();
        for (Field field : schema.fields()) {
            Role role = field.role();
            values.add(role == null ? null : value(role, particle));
        }
        return new SchemaEvent(schema, particle.timestampMicros(), values);
    }

    private static String value(Role role, ParticleEvent particle) {
        return switch (role) {
            case EVENT_ID -> particle.id();
            case TIME -> EventTime.format(particle.timestampMicros());
            case PARTICLE_TYPE -> particle.particleType();
            case DETECTOR -> particle.detectorId();
            case LABEL -> Boolean.toString(particle.anomaly());
            case ENERGY -> NumberWriter.toString(particle.energyGev());
            case MOMENTUM_X -> NumberWriter.toString(particle.momentumXGev());
            case MOMENTUM_Y -> NumberWriter.toString(particle.momentumYGev());
            case MOMENTUM_Z -> NumberWriter.toString(particle.momentumZGev());
        };
    }
}

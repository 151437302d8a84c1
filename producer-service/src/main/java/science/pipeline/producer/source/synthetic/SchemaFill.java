package science.pipeline.producer.source.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.NumberWriter;
import science.pipeline.codec.TimeText;
import science.pipeline.event.Event;
import science.pipeline.event.ParticleEvent;
import science.pipeline.event.SchemaEvent;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * The synthetic events of any schema: fields with a role get what the particle's have, kept within their bounds; all
 * others are drawn, so that a pipeline can be tried before its instrument sends anything. Nine of ten optional fields
 * are there. The same seed gives the same events.
 */
public final class SchemaFill implements Source {

    private static final double PRESENT = 0.9;
    private static final int WORDS = 5;
    private static final double SPAN = 1000;
    private static final int SAMPLES = 16;

    /** An event's own draws are as many at most. */
    private static final long DRAWS = 4096;

    private final SyntheticSource particles;
    private final Schema schema;
    private final long seed;
    private final TimeText[] times;

    public SchemaFill(SyntheticSource particles, Schema schema, long seed) {
        this.particles = particles;
        this.schema = schema;
        this.seed = seed;
        times = schema.fields().stream()
                .map(field -> new TimeText(field.format()))
                .toArray(TimeText[]::new);
    }

    @Override
    public Event next() {
        ParticleEvent particle = particles.next();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            values.add(value(i, particle));
        }
        return new SchemaEvent(schema, particle.timestampMicros(), values);
    }

    private @Nullable String value(int index, ParticleEvent particle) {
        Field field = schema.fields().get(index);
        double drawn = uniform(particle.eventId(), 2 * index);
        if (field.presence() == Presence.CONSTANT
                || field.presence() == Presence.OPTIONAL && uniform(particle.eventId(), 2 * index + 1) >= PRESENT) {
            return null;
        }
        Role role = field.role();
        if (role == null) {
            return drawn(index, field, drawn, particle);
        }
        return switch (role) {
            case EVENT_ID -> field.type() == FieldType.NAME ? "E" + particle.eventId() : particle.id();
            case TIME -> null;
            case PARTICLE_TYPE -> particle.particleType();
            case DETECTOR -> particle.detectorId();
            case LABEL -> Boolean.toString(particle.anomaly());
            case ENERGY -> number(field, particle.energyGev());
            case MOMENTUM_X -> number(field, particle.momentumXGev());
            case MOMENTUM_Y -> number(field, particle.momentumYGev());
            case MOMENTUM_Z -> number(field, particle.momentumZGev());
        };
    }

    private String drawn(int index, Field field, double drawn, ParticleEvent particle) {
        return switch (field.type()) {
            case NUMBER, INTEGER -> {
                double least = Double.isFinite(field.min()) ? field.min() : Math.min(0, field.max() - SPAN);
                double most = Double.isFinite(field.max()) ? field.max() : Math.max(least, 0) + SPAN;
                yield number(field, least + drawn * (most - least));
            }
            case NAME -> field.name() + "_" + (int) (drawn * WORDS);
            case TEXT -> "text " + (int) (drawn * WORDS);
            case BOOLEAN -> Boolean.toString(drawn < 0.5);
            case TIME -> times[index].write(particle.timestampMicros());
            case NUMBERS -> pulse(drawn);
        };
    }

    /** A pulse of 16 samples as a detector's electronics see it: a step up that falls exponentially. */
    private static String pulse(double drawn) {
        int begin = (int) (drawn * SAMPLES / 2);
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> i < begin ? "0.0" : NumberWriter.toString(height(drawn, i - begin)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static double height(double drawn, int sample) {
        return Math.rint(SPAN * (1 + drawn) * StrictMath.exp(-sample / 3.0)) / 10;
    }

    /** As the sender writes it: the field's number before its scale, to a hundredth where it has no other bounds. */
    private static String number(Field field, double value) {
        double within = Math.max(field.min(), Math.min(field.max(), value));
        Double scale = field.scale();
        double sent = scale == null ? within : within / scale;
        if (field.type() == FieldType.INTEGER) {
            return Long.toString(Math.round(sent));
        }
        double rounded = Math.rint(sent * 100) / 100;
        boolean fits = scale != null || rounded >= field.min() && rounded <= field.max();
        return NumberWriter.toString(fits ? rounded : sent);
    }

    private double uniform(long event, int draw) {
        return (EventRandom.hash(seed, event * DRAWS + draw) >>> 11) * 0x1p-53;
    }

    @Override
    public Position position() {
        return particles.position();
    }

    @Override
    public void seek(Position position) {
        particles.seek(position);
    }

    @Override
    public boolean beginsNow() {
        return particles.beginsNow();
    }

    @Override
    public void goOnAfter(long micros) {
        particles.goOnAfter(micros);
    }

    @Override
    public OptionalLong remaining() {
        return particles.remaining();
    }

    /** Where events have a number, that tells how far earlier runs have come. */
    @Override
    public OptionalInt identity() {
        boolean isCounted = schema.field(Role.EVENT_ID)
                .map(id -> id.type() == FieldType.INTEGER)
                .orElse(false);
        return isCounted
                ? OptionalInt.empty()
                : OptionalInt.of(31 * schema.hash().hashCode() + Long.hashCode(seed));
    }

    @Override
    public void close() {
        particles.close();
    }
}

package science.pipeline.codec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.Event;
import science.pipeline.event.EventTime;
import science.pipeline.event.Frame;
import science.pipeline.event.Octets;
import science.pipeline.event.ParticleEvent;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.Form;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Writes an event, or a frame of them, in the schema's form. JSON comes in the schema's order, the shape that the
 * decoder reads fastest; of particles nothing is allocated but the document. Touched by one thread.
 */
public final class EventEncoder {

    /** More than any value takes but a name, and room to write it. */
    private static final int VALUE = NumberWriter.ROOM;

    private static final int MICROS_PER_MINUTE = 60_000_000;
    private static final int SECONDS_AT = "YYYY-MM-DDTHH:MM:".length();
    private static final long ZEROS = Octets.filled('0');

    private static final Role[] ROLES = Role.values();

    private final CanonicalShape shape;
    private final Schema schema;
    private final Others others;
    private final boolean isOfParticles;
    private final int longestWithoutNames;
    private byte[] buffer = new byte[512];

    /** The timestamp written last, and the minute in which it lies: neighbours in a stream share that. */
    private final byte[] time = new byte[EventTime.WRITTEN_LENGTH];

    private long minuteMicros = Long.MIN_VALUE;

    /** Writes what is no particle in the usual form. */
    @FunctionalInterface
    private interface Others {

        /** @param events one, or those of a list */
        byte[] write(List<SchemaEvent> events);
    }

    /**
     * The Avro schema by which records of a schema are written, JSON.
     *
     * @throws SchemaFault if there is none
     */
    public static String avroSchema(Schema schema) {
        return AvroSchemas.of(schema).toString();
    }

    public EventEncoder(Schema schema) {
        this(schema, null);
    }

    /**
     * @param avroId of Avro: the id by which a registry knows the schema, as it stands before each record; null for
     *     none
     */
    public EventEncoder(Schema schema, @Nullable Integer avroId) {
        this.schema = schema;
        others = others(schema, avroId);
        shape = new CanonicalShape(schema, ",", ":");
        isOfParticles = schema.form().equals(Form.USUAL) && CanonicalShape.isParticles(schema);
        longestWithoutNames = IntStream.range(0, schema.fields().size())
                        .map(i -> shape.before(i).length() + VALUE)
                        .sum()
                + shape.closing().length();
    }

    /**
     * The record's value; text is UTF-8, without a line end.
     *
     * @param event of the encoder's schema; a frame only if it has a list
     */
    public byte[] encode(Event event) {
        if (event instanceof ParticleEvent particle && isOfParticles) {
            return encode(particle);
        }
        List<Event> events = event instanceof Frame frame ? frame.events() : List.of(event);
        return others.write(events.stream().map(this::ofSchema).toList());
    }

    private SchemaEvent ofSchema(Event event) {
        return event instanceof SchemaEvent any ? any : EventTexts.of((ParticleEvent) event, schema);
    }

    private static Others others(Schema schema, @Nullable Integer avroId) {
        return switch (schema.form().format()) {
            case JSON -> new DocumentWriter(schema)::write;
            case CSV -> {
                CsvWriter lines = new CsvWriter(schema);
                yield events -> lines.write(events.get(0));
            }
            case AVRO -> new AvroWriter(schema, avroId)::write;
        };
    }

    private byte[] encode(ParticleEvent event) {
        reserve(event);
        byte[] into = buffer;
        int at = 0;
        for (int i = 0; i < ROLES.length; i++) {
            at = shape.before(i).write(into, at);
            at = switch (ROLES[i]) {
                case EVENT_ID -> NumberWriter.write(event.eventId(), into, at);
                case TIME -> time(event.timestampMicros(), into, at);
                case PARTICLE_TYPE -> ascii(event.particleType(), into, at);
                case ENERGY -> NumberWriter.write(event.energyGev(), into, at);
                case MOMENTUM_X -> NumberWriter.write(event.momentumXGev(), into, at);
                case MOMENTUM_Y -> NumberWriter.write(event.momentumYGev(), into, at);
                case MOMENTUM_Z -> NumberWriter.write(event.momentumZGev(), into, at);
                case DETECTOR -> ascii(event.detectorId(), into, at);
                case LABEL -> ascii(event.anomaly() ? "true" : "false", into, at);
            };
        }
        int end = shape.closing().write(into, at);
        return Arrays.copyOf(into, end);
    }

    private void reserve(ParticleEvent event) {
        int length = longestWithoutNames
                + event.particleType().length()
                + event.detectorId().length();
        if (buffer.length < length) {
            buffer = new byte[2 * length];
        }
    }

    private int time(long micros, byte[] into, int at) {
        long inMinute = micros - minuteMicros;
        if (inMinute < 0 || inMinute >= MICROS_PER_MINUTE) {
            EventTime.write(micros, time, 0);
            minuteMicros = micros - Math.floorMod(micros, MICROS_PER_MINUTE);
            inMinute = micros - minuteMicros;
        }
        System.arraycopy(time, 0, into, at, SECONDS_AT);
        // SS.ffffff: eight digits, and the point between them.
        int seconds = at + SECONDS_AT;
        long digits = Octets.spelt((int) inMinute) | ZEROS;
        Octets.put(digits, into, seconds);
        into[seconds + 2] = '.';
        Octets.put(digits >>> 2 * Byte.SIZE, into, seconds + 3);
        return at + EventTime.WRITTEN_LENGTH;
    }

    @SuppressWarnings("deprecation") // the one bulk copy of ASCII out of a String that allocates nothing
    private static int ascii(String text, byte[] into, int at) {
        text.getBytes(0, text.length(), into, at);
        return at + text.length();
    }
}

package science.pipeline.producer.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.Event;
import science.pipeline.event.Frame;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.Field;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * So many events of a source at a time, as one frame; a file's last one may be shorter. What belongs to all elements of
 * a frame the first event says: events that are made up take it over, recorded ones that differ in it are refused. A
 * position counts frames.
 */
public final class FrameSource implements Source {

    private final Source events;
    private final Schema schema;
    private final int size;
    private final boolean isRecorded;
    private final List<Integer> shared = new ArrayList<>();
    private final boolean sharesTime;
    private @Nullable Event ahead;
    private Position aheadAt = Position.FIRST;
    private Position position = Position.FIRST;

    /** @param isRecorded whether nothing of the events may be changed */
    public FrameSource(Source events, Schema schema, int size, boolean isRecorded) {
        this.events = events;
        this.schema = schema;
        this.size = size;
        this.isRecorded = isRecorded;
        int time = schema.indexOf(Role.TIME);
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.fields().get(i);
            boolean isOfRecord =
                    field.presence() != Presence.CONSTANT && !schema.form().isInList(field.from());
            if (isOfRecord && i != time) {
                shared.add(i);
            }
        }
        sharesTime =
                time >= 0 && !schema.form().isInList(schema.fields().get(time).from());
    }

    @Override
    public @Nullable Frame next() {
        List<Event> frame = new ArrayList<>(size);
        for (Event event = take(); event != null; event = take()) {
            if (!frame.isEmpty() && aheadAt.pass() != position.pass()) {
                ahead = event; // of the next reading of the files
                break;
            }
            if (frame.isEmpty()) {
                position = new Position(aheadAt.pass(), aheadAt.index() / size);
            }
            frame.add(frame.isEmpty() ? event : alike(frame.get(0), event));
            if (frame.size() == size) {
                break;
            }
        }
        return frame.isEmpty() ? null : new Frame(frame);
    }

    private @Nullable Event take() {
        Event event = ahead;
        ahead = null;
        if (event == null) {
            event = events.next();
            aheadAt = event == null ? aheadAt : events.position();
        }
        return event;
    }

    private Event alike(Event first, Event event) {
        if (!(first instanceof SchemaEvent leading) || !(event instanceof SchemaEvent following)) {
            return event;
        }
        List<@Nullable String> values = new ArrayList<>(following.values());
        for (int field : shared) {
            String expected = leading.values().get(field);
            if (isRecorded && !Objects.equals(values.get(field), expected)) {
                throw differs(schema.fields().get(field), expected, values.get(field));
            }
            values.set(field, expected);
        }
        if (!sharesTime) {
            return new SchemaEvent(schema, following.timestampMicros(), values);
        }
        if (isRecorded && following.timestampMicros() != leading.timestampMicros()) {
            throw differs(schema.field(Role.TIME).orElseThrow(), "the first one's", "another one");
        }
        return new SchemaEvent(schema, leading.timestampMicros(), values);
    }

    private SourceException differs(Field field, @Nullable String expected, @Nullable String found) {
        return new SourceException("producer.frame: the " + size + " events from number "
                + position.index() * size + " on differ in " + field.name() + " (" + expected + ", then " + found
                + "), which stands outside of the list " + schema.form().each()
                + " and belongs to all of them. Let its 'from' be in the list, or choose a smaller frame");
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public void seek(Position where) {
        ahead = null;
        events.seek(new Position(where.pass(), where.index() * size));
    }

    @Override
    public boolean beginsNow() {
        return events.beginsNow();
    }

    @Override
    public void goOnAfter(long micros) {
        events.goOnAfter(micros);
    }

    @Override
    public OptionalLong remaining() {
        OptionalLong left = events.remaining();
        return left.isEmpty() ? left : OptionalLong.of((left.getAsLong() + size - 1) / size);
    }

    @Override
    public OptionalInt identity() {
        OptionalInt identity = events.identity();
        return identity.isEmpty() ? identity : OptionalInt.of(31 * identity.getAsInt() + size);
    }

    @Override
    public void close() {
        events.close();
    }
}

package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.FieldVisitor;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Role;
import science.pipeline.terminal.Printable;

/** An event in one line for people: when, what, how much, where, which one, then the fields without a role. */
final class EventLine {

    private static final String ABSENT = "–";
    private static final int LONGEST_TEXT = 80;

    private EventLine() {}

    static String of(int partition, EventBatch batch, int row) {
        Map<Role, String> byRole = new EnumMap<>(Role.class);
        List<String> others = new ArrayList<>();
        FieldVisitor.tell(batch, row, (field, value) -> {
            Role role = field.role();
            if (role != null) {
                byRole.put(role, value == null ? ABSENT : role == Role.ENERGY ? measure(field, value) : value);
            } else if (value != null) {
                others.add(field.name() + " " + withUnit(field, cut(Printable.of(value))));
            }
        });
        List<String> parts = new ArrayList<>();
        parts.add(EventTime.format(batch.timestampMicros[row]));
        add(parts, byRole.get(Role.PARTICLE_TYPE), "%-8s");
        add(parts, byRole.get(Role.ENERGY), "%s");
        add(parts, byRole.get(Role.DETECTOR), "%-9s");
        String id = byRole.get(Role.EVENT_ID);
        parts.add(id == null ? place(partition, batch, row) : "event " + id);
        parts.addAll(others);
        return String.join("  ", parts);
    }

    private static String place(int partition, EventBatch batch, int row) {
        String record = "partition " + partition + " offset " + batch.offset[row];
        return batch.schema.hasIndex() ? record + " index " + batch.index[row] : record;
    }

    private static void add(List<String> parts, @Nullable String value, String width) {
        if (value != null) {
            parts.add(String.format(Locale.ROOT, width, value));
        }
    }

    /** Three digits behind the point, where they say something. */
    private static String measure(Field field, String value) {
        double number = Double.parseDouble(value);
        boolean asReceived = field.type() == FieldType.INTEGER || number != 0 && Math.abs(number) < 0.001;
        return withUnit(field, asReceived ? "%10s".formatted(value) : String.format(Locale.ROOT, "%10.3f", number));
    }

    private static String withUnit(Field field, String value) {
        return field.unit().isEmpty() ? value : value + " " + field.unit();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}

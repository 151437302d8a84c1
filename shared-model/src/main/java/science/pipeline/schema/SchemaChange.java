package science.pipeline.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has changed between two schemas of one dataset. Further optional fields are allowed: older rows have empty cells
 * there. So is whatever does not change what a column holds: where its values come from, their bounds, descriptions,
 * quantities, a menu.
 */
public final class SchemaChange {

    private SchemaChange() {}

    /** What may not change, each difference as a sentence; nothing if the dataset may go on. */
    public static List<String> refused(Schema before, Schema after) {
        List<String> differences = new ArrayList<>();
        if (before.hasIndex() != after.hasIndex()) {
            differences.add("each: it was '" + before.form().each() + "' and is '"
                    + after.form().each() + "', which makes other rows");
        }
        int place = -1;
        for (Field field : before.fields()) {
            int now = after.indexOf(field.name());
            if (now < 0) {
                differences.add(field.name() + ": the field is gone");
                continue;
            }
            if (now < place) {
                differences.add(field.name() + ": it stands before fields that it stood behind");
            }
            place = Math.max(place, now);
            compare(field, after.fields().get(now), differences);
        }
        for (Field field : after.fields()) {
            if (before.indexOf(field.name()) < 0 && field.presence() != Presence.OPTIONAL) {
                differences.add(field.name() + ": a further field that is "
                        + field.presence().label() + ", where only an optional one may be added");
            }
        }
        return differences;
    }

    /**
     * Why rows that were written under one schema cannot be read under another, each reason as a sentence; nothing if
     * they can. Fields may go, come if they are optional, and change their role, their bounds and their order.
     */
    public static List<String> unreadable(Schema written, Schema read) {
        List<String> reasons = new ArrayList<>();
        if (written.hasIndex() != read.hasIndex()) {
            reasons.add("each: it was '" + written.form().each() + "' and is '"
                    + read.form().each() + "', by which rows have other indices");
        }
        if (written.has(Role.TIME) && !read.has(Role.TIME)) {
            reasons.add("no field has the role time, and rows hold no time of their records beside "
                    + written.nameOf(Role.TIME, ""));
        }
        for (Field field : read.fields()) {
            int column = written.indexOf(field.name());
            if (field.presence() == Presence.CONSTANT) {
                continue; // it stands in no record
            }
            if (column < 0 && field.presence() == Presence.REQUIRED) {
                reasons.add(field.name() + ": rows have no such column, only an optional field may be added");
            } else if (column >= 0) {
                Field before = written.fields().get(column);
                if (!isWithin(before.type(), field.type())) {
                    compare(field, "type", before.type().label(), field.type().label(), reasons);
                }
                compare(field, "scale", scale(before), scale(field), reasons);
            }
        }
        return reasons;
    }

    private static boolean isWithin(FieldType written, FieldType read) {
        return written == read
                || written == FieldType.INTEGER && read == FieldType.NUMBER
                || written == FieldType.NAME && read == FieldType.TEXT;
    }

    private static void compare(Field before, Field after, List<String> differences) {
        compare(before, "type", before.type().label(), after.type().label(), differences);
        compare(before, "role", label(before.role()), label(after.role()), differences);
        compare(before, "unit", before.unit(), after.unit(), differences);
        compare(before, "scale", scale(before), scale(after), differences);
    }

    private static String scale(Field field) {
        Double scale = field.scale();
        return scale == null ? "none" : YamlText.number(scale);
    }

    private static String label(@Nullable Role role) {
        return role == null ? "none" : role.label();
    }

    private static void compare(Field field, String key, String before, String after, List<String> differences) {
        if (!Objects.equals(before, after)) {
            differences.add(field.name() + ": its " + key + " was '" + before + "' and is '" + after + "'");
        }
    }
}

package science.pipeline.schema;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Refuses schemas that contradict themselves. */
final class SchemaCheck {

    private SchemaCheck() {}

    static void check(Form form, List<Field> fields, Set<String> quantities) {
        Set<String> names = new TreeSet<>();
        Map<Role, Field> byRole = new EnumMap<>(Role.class);
        Map<String, String> byPlace = new HashMap<>();
        for (Field field : fields) {
            String key = "fields." + field.name();
            name(key, field.name());
            if (!names.add(field.name())) {
                throw new SchemaFault(key, "the name twice", "each name once");
            }
            role(key, field, byRole);
            place(key, field, byPlace);
            presence(key, field);
            range(key, field);
            list(key, field);
        }
        nesting(byPlace);
        list(form, byPlace);
        columns(form, byPlace);
        for (String quantity : quantities) {
            name("quantities." + quantity, quantity);
            if (names.contains(quantity)) {
                throw new SchemaFault(
                        "quantities." + quantity, "the name of a field", "a name that neither field nor quantity has");
            }
        }
    }

    private static void name(String key, String name) {
        if (!Schema.isFieldName(name)) {
            throw new SchemaFault(
                    key,
                    "the name '" + name + "'",
                    "a letter or _, then up to 63 letters, digits and _ (where it stands in the record is its 'from')");
        }
        if (Schema.RESERVED.contains(name)) {
            throw new SchemaFault(
                    key, "the reserved name '" + name + "'", "none of " + String.join(", ", Schema.RESERVED));
        }
    }

    private static void role(String key, Field field, Map<Role, Field> byRole) {
        Role role = field.role();
        if (role == null) {
            return;
        }
        Field other = byRole.put(role, field);
        if (other != null) {
            throw new SchemaFault(
                    key + ".role",
                    "the role " + role.label() + " a second time (" + other.name() + " has it)",
                    "each role once; further measures are named by analytics.statistics.measures");
        }
        if (!role.types().contains(field.type())) {
            throw new SchemaFault(
                    key + ".role",
                    role.label() + " for the type " + field.type().label(),
                    "the type "
                            + String.join(
                                    " or ",
                                    role.types().stream().map(FieldType::label).toList()));
        }
    }

    private static void place(String key, Field field, Map<String, String> byPlace) {
        if (field.presence() == Presence.CONSTANT) {
            return;
        }
        byPlace.merge(field.from(), field.name(), (first, second) -> {
            throw new SchemaFault(
                    key + ".from",
                    "'" + field.from() + "', where the field " + first + " stands",
                    "a place of its own");
        });
        for (String alias : field.aliases()) {
            byPlace.merge(alias, field.name(), (first, second) -> {
                throw new SchemaFault(
                        key + ".aliases",
                        "'" + alias + "', where the field " + first + " stands",
                        "a place of its own");
            });
        }
        if (field.path().stream().anyMatch(String::isEmpty)) {
            throw new SchemaFault(key + ".from", "'" + field.from() + "'", "keys with points between: device.urn");
        }
    }

    /** No value can stand where another field's object does. */
    private static void nesting(Map<String, String> byPlace) {
        byPlace.forEach((outer, outerName) -> byPlace.forEach((inner, innerName) -> {
            if (inner.startsWith(outer + ".")) {
                throw new SchemaFault(
                        "fields." + innerName + ".from",
                        "'" + inner + "', inside of the field " + outerName + " at '" + outer + "'",
                        "a place that is inside of no other field");
            }
        }));
    }

    /** A list is worth nothing without fields in its elements, and stands at no field's place. */
    private static void list(Form form, Map<String, String> byPlace) {
        if (!form.hasList()) {
            return;
        }
        if (form.path().stream().anyMatch(String::isEmpty)) {
            throw new SchemaFault("each", "'" + form.each() + "'", "keys with points between: data.hits");
        }
        byPlace.forEach((place, name) -> {
            if (form.each().startsWith(place + ".")) {
                throw new SchemaFault(
                        "each",
                        "'" + form.each() + "', inside of the field " + name + " at '" + place + "'",
                        "a place that is inside of no field");
            }
        });
        if (byPlace.keySet().stream().noneMatch(form::isInList)) {
            throw new SchemaFault(
                    "each",
                    "'" + form.each() + "', in whose elements no field stands",
                    "a field with from: " + form.each() + ".NAME, or from: " + form.each()
                            + " where the elements are values");
        }
    }

    private static void columns(Form form, Map<String, String> byPlace) {
        if (form.format() == Format.CSV && form.hasList()) {
            throw new SchemaFault("each", "'" + form.each() + "' in lines of CSV", "it for JSON or Avro only");
        }
        if (form.columns().isEmpty()) {
            return;
        }
        Set<String> once = new TreeSet<>();
        for (String column : form.columns()) {
            if (!column.isEmpty() && !once.add(column)) {
                throw new SchemaFault("columns", "'" + column + "' twice", "each column once");
            }
        }
        if (once.stream().noneMatch(byPlace::containsKey)) {
            throw new SchemaFault(
                    "columns",
                    String.join(", ", form.columns()) + ", of which no field stands in any",
                    "the places of fields, as " + String.join(", ", new TreeSet<>(byPlace.keySet())));
        }
    }

    private static void presence(String key, Field field) {
        if (field.presence() == Presence.CONSTANT && field.value() == null) {
            throw new SchemaFault(key + ".value", "nothing", "the value of the constant");
        }
        if (field.presence() == Presence.REQUIRED && field.value() != null) {
            throw new SchemaFault(
                    key + ".default",
                    "'" + field.value() + "' for a required field",
                    "presence: optional where records may lack it");
        }
        Role role = field.role();
        if (field.presence() == Presence.OPTIONAL
                && field.value() == null
                && (role == Role.TIME || role == Role.DETECTOR)) {
            throw new SchemaFault(
                    key + ".presence",
                    "optional for the " + role.label(),
                    "required, or a default for records without it");
        }
    }

    private static void list(String key, Field field) {
        if (field.type() == FieldType.NUMBERS && field.value() != null) {
            throw new SchemaFault(key, "a value for the type numbers", "none: such a list is received, or absent");
        }
    }

    private static void range(String key, Field field) {
        boolean isBounded = field.min() != Double.NEGATIVE_INFINITY || field.max() != Double.POSITIVE_INFINITY;
        if (!field.isNumeric() && (isBounded || field.scale() != null)) {
            throw new SchemaFault(
                    key,
                    "min, max or scale for the type " + field.type().label(),
                    "them for the types number and integer only");
        }
        if (!(field.min() <= field.max())) {
            throw new SchemaFault(key + ".min", field.min() + " above max " + field.max(), "min <= max");
        }
        if (field.scale() != null && (!Double.isFinite(field.scale()) || field.scale() == 0)) {
            throw new SchemaFault(key + ".scale", String.valueOf(field.scale()), "a finite factor, not 0");
        }
        if (field.scale() != null && field.type() == FieldType.INTEGER) {
            throw new SchemaFault(key + ".type", "integer with a scale", "number: a scaled integer is none");
        }
        if (field.type() != FieldType.TIME && !field.format().equals(Field.ISO)) {
            throw new SchemaFault(
                    key + ".format", "a format for the type " + field.type().label(), "one for times only");
        }
    }
}

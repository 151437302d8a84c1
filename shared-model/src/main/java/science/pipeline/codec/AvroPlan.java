package science.pipeline.codec;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * How the records of one Avro schema are read in a straight line: what stands there one after the other, and which
 * field it is. Only of records, nested or not, of plain values and of such as may be null; others have no plan, nor has
 * a schema with lists.
 *
 * @param steps in the order of the bytes
 * @param unknown how many fields of each record the schema does not know
 */
record AvroPlan(List<Step> steps, int unknown) {

    /** What stands in the bytes. */
    enum Kind {
        BOOLEAN,
        INTEGER,
        FLOAT,
        DOUBLE,
        BYTES,
        MILLIS,
        MICROS
    }

    /**
     * A value.
     *
     * @param field that it is, or -1 for none
     * @param nullBranch of a union with null: the branch that is null; else -1
     */
    record Step(Kind kind, int field, int nullBranch) {}

    /** The plan of a schema, or null if its records are not so plain. */
    static @Nullable AvroPlan of(org.apache.avro.Schema writer, Schema schema) {
        Compiler compiler = new Compiler(schema);
        boolean isPlain = !schema.hasIndex() && !schema.hasLists() && compiler.add(writer, compiler.places.root());
        for (int i = 0; i < compiler.isThere.length && isPlain; i++) {
            isPlain = compiler.isThere[i] || schema.fields().get(i).presence() != Presence.REQUIRED;
        }
        return isPlain ? new AvroPlan(List.copyOf(compiler.steps), compiler.unknown) : null;
    }

    private static final class Compiler {

        private final Schema schema;
        private final Place.Places places;
        private final boolean[] isThere;
        private final List<Step> steps = new ArrayList<>();
        private int unknown;

        Compiler(Schema schema) {
            this.schema = schema;
            places = Place.Places.of(schema);
            isThere = new boolean[schema.fields().size()];
        }

        boolean add(org.apache.avro.Schema type, @Nullable Place place) {
            boolean hasValue = place != null && place.value() != Place.NO_VALUE;
            return switch (type.getType()) {
                case RECORD -> !hasValue && addFields(type, place);
                case UNION -> addUnion(type, hasValue ? place : null, place);
                case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING -> value(type, place, -1);
                case BYTES -> !hasValue && value(type, null, -1);
                default -> false;
            };
        }

        private boolean addFields(org.apache.avro.Schema type, @Nullable Place place) {
            for (org.apache.avro.Schema.Field field : type.getFields()) {
                Place below = place == null ? null : place.at(field.name());
                unknown += place != null && below == null ? 1 : 0;
                if (!add(field.schema(), below)) {
                    return false;
                }
            }
            return true;
        }

        private boolean addUnion(org.apache.avro.Schema type, @Nullable Place value, @Nullable Place place) {
            List<org.apache.avro.Schema> types = type.getTypes();
            int none = types.size() == 2
                    ? types.indexOf(org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL))
                    : -1;
            boolean isField = value != null || place == null || !place.isObject();
            return none >= 0 && isField && value(types.get(1 - none), value, none);
        }

        private boolean value(org.apache.avro.Schema type, @Nullable Place place, int nullBranch) {
            int index = place == null || place.value() == Place.NO_VALUE ? -1 : places.fieldOf()[place.value()];
            if (index < 0) {
                Kind kind = kind(type, null);
                return kind != null && steps.add(new Step(kind, -1, nullBranch));
            }
            Field field = schema.fields().get(index);
            Kind kind = kind(type, field);
            boolean isFirst = !isThere[index];
            boolean mayBeNull = nullBranch < 0 || field.presence() == Presence.OPTIONAL;
            isThere[index] = true;
            return kind != null
                    && isFirst
                    && mayBeNull
                    && fits(kind, field)
                    && steps.add(new Step(kind, index, nullBranch));
        }

        private static @Nullable Kind kind(org.apache.avro.Schema type, @Nullable Field field) {
            return switch (type.getType()) {
                case BOOLEAN -> Kind.BOOLEAN;
                case INT, LONG -> field != null && field.type() == FieldType.TIME ? time(type) : Kind.INTEGER;
                case FLOAT -> Kind.FLOAT;
                case DOUBLE -> Kind.DOUBLE;
                case STRING, BYTES -> Kind.BYTES;
                default -> null;
            };
        }

        private static @Nullable Kind time(org.apache.avro.Schema type) {
            LogicalType logical = type.getLogicalType();
            long perSecond = logical == null ? 0 : AvroStructure.perSecond(logical);
            return perSecond == 1_000 ? Kind.MILLIS : perSecond == 1_000_000 ? Kind.MICROS : null;
        }

        /** What is rarer is the strict decoder's. */
        private static boolean fits(Kind kind, Field field) {
            Role role = field.role();
            return switch (field.type()) {
                case INTEGER -> kind == Kind.INTEGER && !PrintedPrecision.isKinematic(role);
                case NUMBER -> (kind == Kind.DOUBLE || kind == Kind.FLOAT) && field.scale() == null;
                case NAME -> kind == Kind.BYTES && role != Role.EVENT_ID;
                case TEXT -> kind == Kind.BYTES;
                case BOOLEAN -> kind == Kind.BOOLEAN;
                case TIME ->
                    (kind == Kind.MILLIS || kind == Kind.MICROS)
                            && field.format().equals(Field.ISO);
                case NUMBERS -> false;
            };
        }
    }
}

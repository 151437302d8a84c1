package science.pipeline.codec;

import java.util.List;
import java.util.regex.Pattern;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * What stands between the values of a document whose fields come in the schema's order: known to the byte. The encoder
 * writes it, the fast decoder expects it.
 */
final class CanonicalShape {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /** The i-th stands before value {@code i}. Quotes are part of it. */
    private final Literal[] before;

    private final Literal closing;

    /**
     * @param comma how fields are separated
     * @param colon how a key and its value are
     */
    CanonicalShape(Schema schema, String comma, String colon) {
        List<Field> fields = schema.fields();
        before = new Literal[fields.size()];
        String opening = "{";
        String quote = "";
        for (int i = 0; i < fields.size(); i++) {
            String separator = quote + opening;
            quote = isQuoted(fields.get(i)) ? "\"" : "";
            before[i] = new Literal(separator + '"' + fields.get(i).from() + '"' + colon + quote);
            opening = comma;
        }
        closing = new Literal(quote + "}");
    }

    /**
     * Whether a schema is that of particles, whatever its fields are called: one of each role in the order of the
     * roles, with the usual types and bounds, each at its own key, none missing.
     */
    static boolean isParticles(Schema schema) {
        List<Field> fields = schema.fields();
        if (fields.size() != Role.values().length) {
            return false;
        }
        for (Role role : Role.values()) {
            Field field = fields.get(role.ordinal());
            if (field.role() != role || !isUsual(field, role)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUsual(Field field, Role role) {
        FieldType type = role == Role.EVENT_ID
                ? FieldType.INTEGER
                : role.types().contains(FieldType.NUMBER)
                        ? FieldType.NUMBER
                        : role.types().iterator().next();
        boolean isNumber = type == FieldType.NUMBER;
        double least = isNumber ? role == Role.ENERGY ? 0 : -Limits.MOST_OF_PARTICLES : Double.NEGATIVE_INFINITY;
        double most = isNumber ? Limits.MOST_OF_PARTICLES : Double.POSITIVE_INFINITY;
        return field.type() == type
                && field.presence() == Presence.REQUIRED
                && field.aliases().isEmpty()
                && field.scale() == null
                && field.min() == least
                && field.max() == most
                && field.format().equals(Field.ISO)
                && PLAIN_KEY.matcher(field.from()).matches();
    }

    /** What stands before value {@code i}. */
    Literal before(int i) {
        return before[i];
    }

    /** What stands behind the last value. */
    Literal closing() {
        return closing;
    }

    private static boolean isQuoted(Field field) {
        return field.type() == FieldType.NAME || field.type() == FieldType.TIME;
    }
}

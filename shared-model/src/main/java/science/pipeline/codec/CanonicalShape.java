package science.pipeline.codec;

import java.util.List;
import science.pipeline.event.Layout;
import science.pipeline.event.Role;

/**
 * What stands between the values of a document whose fields come in the layout's order: known to the byte. The encoder
 * writes it, the fast decoder expects it.
 */
final class CanonicalShape {

    /** The i-th stands before value {@code i}. Quotes are part of it. */
    private final Literal[] before;

    private final Literal closing;

    /**
     * @param comma how fields are separated
     * @param colon how a key and its value are
     */
    CanonicalShape(Layout layout, String comma, String colon) {
        List<Layout.Field> fields = layout.fields();
        before = new Literal[fields.size()];
        String opening = "{";
        String quote = "";
        for (int i = 0; i < fields.size(); i++) {
            String separator = quote + opening;
            quote = isQuoted(fields.get(i).role()) ? "\"" : "";
            before[i] = new Literal(separator + '"' + fields.get(i).name() + '"' + colon + quote);
            opening = comma;
        }
        closing = new Literal(quote + "}");
    }

    /** What stands before value {@code i}. */
    Literal before(int i) {
        return before[i];
    }

    /** What stands behind the last value. */
    Literal closing() {
        return closing;
    }

    private static boolean isQuoted(Role role) {
        return role.kind() == Role.Kind.NAME || role.kind() == Role.Kind.TIME;
    }
}

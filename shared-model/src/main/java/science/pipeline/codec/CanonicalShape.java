package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import science.pipeline.event.Layout;
import science.pipeline.event.Octets;
import science.pipeline.event.Role;

/**
 * What stands between the values of a document whose fields come in the layout's order: known to the byte. The encoder
 * writes it, the fast decoder expects it.
 */
final class CanonicalShape {

    /** {@code between[i]} stands before value {@code i}, the last one behind the last value. Quotes are part of it. */
    private final byte[][] between;

    /**
     * @param comma how fields are separated
     * @param colon how a key and its value are
     */
    CanonicalShape(Layout layout, String comma, String colon) {
        List<Layout.Field> fields = layout.fields();
        between = new byte[fields.size() + 1][];
        String closing = "{";
        for (int i = 0; i < fields.size(); i++) {
            String quote = isQuoted(fields.get(i).role()) ? "\"" : "";
            between[i] = ascii(closing + '"' + fields.get(i).name() + '"' + colon + quote);
            closing = quote + comma;
        }
        String lastQuote = closing.substring(0, closing.length() - comma.length());
        between[fields.size()] = ascii(lastQuote + "}");
    }

    /** What stands before value {@code i}, and for the number of values behind the last one; not to be changed. */
    byte[] between(int i) {
        return between[i];
    }

    /**
     * Steps over what stands before value {@code i}.
     *
     * @return where the value begins, or -1 if something else is there
     */
    int before(int i, byte[] document, int at) {
        byte[] expected = between[i];
        return Octets.stand(expected, document, at) ? at + expected.length : -1;
    }

    /** Whether the document ends as it should, right behind its last value. */
    boolean endsAt(int at, byte[] document, int end) {
        byte[] expected = between[between.length - 1];
        return end - at == expected.length && Octets.stand(expected, document, at);
    }

    private static boolean isQuoted(Role role) {
        return role.kind() == Role.Kind.NAME || role.kind() == Role.Kind.TIME;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package science.pipeline.codec;

/**
 * Which texts may name a particle type or a detector: {@code [A-Za-z0-9_][A-Za-z0-9_.:+-]{0,63}}. Such a name is safe
 * as it is in CSV, in a formula-reading spreadsheet, in a page and in a meter's tag.
 */
final class Names {

    private static final boolean[] FIRST = new boolean[128];
    private static final boolean[] OTHERS = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            FIRST[c] = c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            OTHERS[c] = FIRST[c] || ".:+-".indexOf(c) >= 0;
        }
    }

    private Names() {}

    static boolean isName(String text) {
        int length = text.length();
        if (length == 0 || length > Limits.NAME_CHARS || !mayStart(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (!mayFollow(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean mayStart(int c) {
        return c >= 0 && c < 128 && FIRST[c];
    }

    static boolean mayFollow(int c) {
        return c >= 0 && c < 128 && OTHERS[c];
    }
}

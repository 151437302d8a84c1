package science.pipeline.codec;

import tools.jackson.core.io.JsonStringEncoder;

/** Finds its way in JSON that is known to be sound; in other text it comes to some end within it. */
final class JsonText {

    /** There is no end within the text. */
    static final int NONE = FieldReader.NONE;

    private JsonText() {}

    /** Writes a text in quotes. */
    static void quote(String text, StringBuilder into) {
        into.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, into);
        into.append('"');
    }

    /** Where the value ends that begins at {@code from}, or {@link #NONE}. */
    static int valueEnd(byte[] json, int from, int end) {
        int depth = 0;
        for (int at = from; at < end; at++) {
            byte c = json[at];
            if (c == '"') {
                at++;
                while (at < end && json[at] != '"') {
                    at += json[at] == '\\' ? 2 : 1;
                }
            } else if (c == '{' || c == '[') {
                depth++;
                continue;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (depth > 0 || !isSeparator(c)) {
                continue;
            }
            if (depth <= 0) {
                return isClosing(c) && depth == 0 || c == '"' ? at + 1 : at;
            }
        }
        return NONE;
    }

    /** The same for text; its end where there is none before. */
    static int valueEnd(String json, int from) {
        int depth = 0;
        for (int at = from; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                at++;
                while (at < json.length() && json.charAt(at) != '"') {
                    at += json.charAt(at) == '\\' ? 2 : 1;
                }
            } else if (c == '{' || c == '[') {
                depth++;
                continue;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (depth > 0 || !isSeparator(c)) {
                continue;
            }
            if (depth <= 0) {
                return isClosing(c) && depth == 0 || c == '"' ? at + 1 : at;
            }
        }
        return json.length();
    }

    /** The next place at which no blank stands. */
    static int behindBlanks(byte[] json, int from, int end) {
        int at = from;
        while (at < end && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r')) {
            at++;
        }
        return at;
    }

    private static boolean isClosing(int c) {
        return c == '}' || c == ']';
    }

    private static boolean isSeparator(int c) {
        return c == ',' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}

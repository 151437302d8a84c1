package science.pipeline.dataset.windows;

import java.util.Arrays;

/** JSON without what is only for the eye: taking it away costs a small part of writing the document once more. */
final class OneLine {

    private OneLine() {}

    /** The same document without white space outside of its strings. */
    static byte[] of(byte[] json) {
        byte[] line = new byte[json.length];
        int length = 0;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            byte next = json[i];
            if (next == '"') {
                inString = !inString;
            }
            if (inString || next > ' ') {
                line[length++] = next;
            }
            if (next == '\\') {
                line[length++] = json[++i];
            }
        }
        return Arrays.copyOf(line, length);
    }
}

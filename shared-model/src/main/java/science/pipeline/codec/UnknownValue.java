package science.pipeline.codec;

/** Passes over a scalar that no schema knows, if it is surely sound; all others are left to the strict decoder. */
final class UnknownValue {

    private static final String[] WORDS = {"true", "false", "null"};

    private UnknownValue() {}

    /** Where the scalar at {@code at} ends, or {@link FieldReader#NONE}. */
    static int end(byte[] document, int at, boolean isQuoted) {
        if (isQuoted) {
            return TextField.end(document, at);
        }
        if (at >= document.length) {
            return FieldReader.NONE;
        }
        byte first = document[at];
        return first == '-' || first >= '0' && first <= '9' ? numberEnd(document, at) : wordEnd(document, at);
    }

    private static int wordEnd(byte[] document, int at) {
        for (String word : WORDS) {
            int i = 0;
            while (i < word.length() && at + i < document.length && document[at + i] == word.charAt(i)) {
                i++;
            }
            if (i == word.length()) {
                return at + i;
            }
        }
        return FieldReader.NONE;
    }

    /** A sign, digits without a leading zero, digits behind a point, an exponent. */
    private static int numberEnd(byte[] document, int at) {
        int first = document[at] == '-' ? at + 1 : at;
        int end = digitsEnd(document, first);
        if (end == first || document[first] == '0' && end > first + 1) {
            return FieldReader.NONE;
        }
        if (end < document.length && document[end] == '.') {
            int fraction = end + 1;
            end = digitsEnd(document, fraction);
            if (end == fraction) {
                return FieldReader.NONE;
            }
        }
        if (end < document.length && (document[end] | 0x20) == 'e') {
            int sign = end + 1;
            boolean isSigned = sign < document.length && (document[sign] == '-' || document[sign] == '+');
            int exponent = isSigned ? sign + 1 : sign;
            end = digitsEnd(document, exponent);
            if (end == exponent) {
                return FieldReader.NONE;
            }
        }
        return end - at > Limits.NUMBER_CHARS ? FieldReader.NONE : end;
    }

    private static int digitsEnd(byte[] document, int at) {
        int end = at;
        while (end < document.length && document[end] >= '0' && document[end] <= '9') {
            end++;
        }
        return end;
    }
}

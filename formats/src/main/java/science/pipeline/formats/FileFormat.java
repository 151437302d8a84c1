package science.pipeline.formats;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a file's form; everything else is seen from its first lines. Words are those of the keys under
 * {@code producer.replay.format}.
 *
 * @param separator between cells: auto, comma, semicolon, tab, pipe, blanks (any number of them), or one character
 * @param quote around cells: auto ({@code "}), none, or one character
 * @param comment what begins a line that is no row: auto, none, or a text
 * @param header where the names of the columns stand: auto, first (the first row), comment (a comment line), or none
 * @param names of the columns, where the file does not tell them; empty for none
 * @param skipLines how many lines stand before the table: auto, or a number
 * @param decimalComma whether 12,5 is a number: auto, true or false
 * @param missing what stands for no value, beside an empty cell, null, NA, NaN and the like
 * @param only rows begin with this text, other lines are none: auto, all, or a text
 */
public record FileFormat(
        String separator,
        String quote,
        String comment,
        String header,
        List<String> names,
        String skipLines,
        String decimalComma,
        List<String> missing,
        String only) {

    /** Everything is seen from the file. */
    public static final FileFormat AUTO =
            new FileFormat("auto", "auto", "auto", "auto", List.of(), "auto", "auto", List.of(), "auto");

    private static final String BY_ITSELF = "auto";
    private static final Set<String> NO_VALUE = Set.of(
            "", "NA", "N/A", "n/a", "NaN", "nan", "NAN", "null", "NULL", "Null", "None", "none", "-", "--", "---", "MM",
            "N/D", "#N/A", "<NA>", "\\N");
    private static final Map<String, Character> SEPARATORS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "blanks", ' ', "blank", ' ');

    /** @throws IllegalArgumentException for a word that is none of those above, in a sentence */
    public FileFormat {
        names = List.copyOf(names);
        missing = List.copyOf(missing);
        if (!isAuto(separator) && !SEPARATORS.containsKey(separator) && separator.length() != 1) {
            throw wrong("separator", separator, "auto, comma, semicolon, tab, pipe, blanks, or one character");
        }
        if (!isAuto(quote) && !quote.equals("none") && quote.length() != 1) {
            throw wrong("quote", quote, "auto, none, or one character");
        }
        if (!Set.of(BY_ITSELF, "first", "comment", "none").contains(header)) {
            throw wrong("header", header, "auto, first, comment, or none");
        }
        if (!isAuto(skipLines) && !skipLines.matches("[0-9]{1,6}")) {
            throw wrong("skip-lines", skipLines, "auto, or how many lines stand before the table");
        }
        if (!Set.of(BY_ITSELF, "true", "false").contains(decimalComma)) {
            throw wrong("decimal-comma", decimalComma, "auto, true, or false");
        }
        if (comment.isEmpty() || only.isEmpty()) {
            throw wrong(comment.isEmpty() ? "comment" : "only", "", "auto, none, or a text");
        }
        if (new TreeSet<>(names).size() < names.size()) {
            throw wrong("names", String.join(",", names), "each name once");
        }
    }

    /** The same with names of columns. */
    public FileFormat withNames(List<String> otherNames) {
        return new FileFormat(separator, quote, comment, header, otherNames, skipLines, decimalComma, missing, only);
    }

    private static IllegalArgumentException wrong(String key, String found, String expected) {
        return new IllegalArgumentException(key + ": found '" + found + "', expected " + expected);
    }

    static boolean isAuto(String word) {
        return word.equals(BY_ITSELF);
    }

    /** The separator that was named, or null. A blank stands for any number of blanks. */
    @Nullable Character namedSeparator() {
        if (isAuto(separator)) {
            return null;
        }
        Character byName = SEPARATORS.get(separator);
        return byName == null ? Character.valueOf(separator.charAt(0)) : byName;
    }

    /** What stands around cells, or null for nothing. */
    @Nullable Character quoteCharacter() {
        if (quote.equals("none")) {
            return null;
        }
        return isAuto(quote) ? '"' : quote.charAt(0);
    }

    /** Whether a text stands for no value. */
    public boolean isMissing(String text) {
        return NO_VALUE.contains(text) || missing.contains(text);
    }
}

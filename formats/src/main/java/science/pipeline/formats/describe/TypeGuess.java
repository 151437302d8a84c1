package science.pipeline.formats.describe;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import science.pipeline.codec.Decimal;
import science.pipeline.codec.ListText;
import science.pipeline.formats.Rows;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;

/** What the values of a column are, if they are no times. */
final class TypeGuess {

    static final Predicate<String> IS_NAME =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,63}").asMatchPredicate();
    static final Predicate<String> IS_NUMBER = text -> Double.isFinite(Decimal.number(text));
    static final Predicate<String> IS_WHOLE = text -> Decimal.integer(text).isPresent();
    static final Predicate<String> HAS_EXPONENT = text -> text.indexOf('e') >= 0 || text.indexOf('E') >= 0;

    private static final Predicate<String> IS_BOOLEAN =
            text -> Set.of("true", "false").contains(text.toLowerCase(Locale.ROOT));
    private static final Predicate<String> IS_LIST =
            text -> text.startsWith("[") && ListText.of(text).isPresent();
    private static final Predicate<String> HAS_ZEROS_BEFORE =
            Pattern.compile("[+-]?0[0-9]+").asMatchPredicate();

    /** Beyond it a double has not every whole number. */
    private static final double EXACT = 0x1p53;

    private static final int FEW = 1_000;
    private static final int LONGEST = 1_024;

    private TypeGuess() {}

    /** The type, with comments in the draft. */
    static void type(Draft draft, Sample sample) {
        Column column = draft.column;
        boolean isQuotedRecord = sample.isRecord() && column.isQuoted();
        draft.type = isQuotedRecord ? text(draft, sample) : plain(draft, sample);
        int missing = sample.rows() - column.values().size();
        if (missing > 0) {
            draft.presence = Presence.OPTIONAL;
            draft.comments.add("absent in " + percent(missing, sample.rows()) + " % of the rows");
        }
    }

    private static FieldType plain(Draft draft, Sample sample) {
        Column column = draft.column;
        if (column.name().equals(Rows.CHECKSUM)) {
            return FieldType.TEXT;
        }
        if (column.all(IS_LIST)) {
            return FieldType.NUMBERS;
        }
        if (column.all(IS_BOOLEAN)) {
            return FieldType.BOOLEAN;
        }
        if (column.all(IS_WHOLE)) {
            return whole(draft);
        }
        if (column.all(IS_NUMBER)) {
            return number(draft);
        }
        return text(draft, sample);
    }

    /** Whether its values are lists of numbers, whose elements have columns of their own beside it. */
    static boolean isList(Column column) {
        return !column.isQuoted() && column.all(IS_LIST);
    }

    private static FieldType whole(Draft draft) {
        Column column = draft.column;
        if (column.values().stream().anyMatch(HAS_ZEROS_BEFORE)) {
            draft.comments.add("a name, since zeros before a number would be lost");
            return FieldType.NAME;
        }
        return FieldType.INTEGER;
    }

    private static FieldType number(Draft draft) {
        Column column = draft.column;
        boolean isLong = column.values().stream().anyMatch(text -> Math.abs(Decimal.number(text)) >= EXACT);
        boolean isId = column.name().matches("(?i).*(id|event|number|serial|key)$");
        if (isLong && column.values().stream().anyMatch(HAS_EXPONENT) && isId) {
            draft.comments.add("written with an exponent: digits of the id are lost, so it identifies nothing");
        } else if (isLong && column.all(Pattern.compile("[+-]?[0-9]+").asMatchPredicate())) {
            draft.comments.add("a name, since it has more digits than any number keeps");
            return FieldType.NAME;
        }
        return FieldType.NUMBER;
    }

    private static FieldType text(Draft draft, Sample sample) {
        Column column = draft.column;
        if (!column.all(IS_NAME)) {
            String other = column.values().stream()
                    .filter(IS_NAME.negate())
                    .findFirst()
                    .orElse("");
            long numbers = column.values().stream().filter(IS_NUMBER).count();
            if (numbers * 2 > column.values().size()) {
                draft.comments.add("numbers but for '" + shortened(other)
                        + "': if that means no value, say so by producer.replay.format.missing");
            }
            return FieldType.TEXT;
        }
        long numbers = column.values().stream().filter(IS_NUMBER).count();
        if (numbers * 2 > column.values().size()) {
            String other = column.values().stream()
                    .filter(IS_NUMBER.negate())
                    .findFirst()
                    .orElse("");
            draft.comments.add("numbers but for '" + shortened(other)
                    + "': if that means no value, say so by producer.replay.format.missing");
            return FieldType.TEXT;
        }
        int most = Math.max(20, Math.min(FEW, sample.rows() / 4));
        boolean isFew = column.distinct(most).size() <= most;
        return isFew ? FieldType.NAME : FieldType.TEXT;
    }

    static boolean isTooLong(Column column) {
        return column.values().stream().anyMatch(text -> text.length() > LONGEST && !IS_LIST.test(text));
    }

    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    static String percent(int part, int all) {
        double percent = 100.0 * part / all;
        return percent > 0 && percent < 1 ? "less than 1" : String.format(Locale.ROOT, "%.0f", percent);
    }
}

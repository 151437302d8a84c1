package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Schema;

/** Is told the values of one event: how everything that shows an event comes to know its fields. */
@FunctionalInterface
public interface FieldVisitor {

    /** So many letters of a list are shown. */
    int LONGEST_LIST = 60;

    /**
     * @param value as the files hold it, without quotes: a number as it was received, a time in UTC with six digits of
     *     a second; null where an optional field is absent
     */
    void visit(Field field, @Nullable String value);

    /** The same for people: a list with more than its first numbers is cut. */
    static String shortened(Field field, String value) {
        boolean isCut = field.type() == FieldType.NUMBERS && value.length() > LONGEST_LIST;
        return isCut ? value.substring(0, value.lastIndexOf(',', LONGEST_LIST) + 1) + "…]" : value;
    }

    /** Tells the values of a batch's row, field by field in the schema's order. */
    static void tell(EventBatch batch, int row, FieldVisitor visitor) {
        Schema schema = batch.schema;
        int at = batch.textStart(row);
        int end = batch.textEnd[row];
        for (Field field : schema.fields()) {
            int cellEnd = Csv.cellEnd(batch.text, at, end);
            String cell = new String(batch.text, at, cellEnd - at, StandardCharsets.UTF_8);
            visitor.visit(field, cell.isEmpty() && !field.isAlwaysThere() ? null : Csv.text(cell));
            at = cellEnd + 1;
        }
    }
}

package science.pipeline.event;

import science.pipeline.schema.Field;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Where a batch keeps the values of each field. Numbers, integers, times without a role and booleans without one are
 * columns of doubles, and so is each {@link Summary} of a list of numbers; names are columns of codes. Event id, time
 * and label have columns of their own; texts have none.
 */
public final class Slots {

    /** A field has no such column. */
    public static final int NONE = -1;

    private final int[] numbers;
    private final int[] lists;
    private final int[] names;
    private int numberCount;
    private int nameCount;

    public Slots(Schema schema) {
        int size = schema.fields().size();
        numbers = new int[size];
        lists = new int[size];
        names = new int[size];
        for (int i = 0; i < size; i++) {
            Field field = schema.fields().get(i);
            numbers[i] = isNumber(field) ? numberCount++ : NONE;
            lists[i] = field.type() == FieldType.NUMBERS ? numberCount : NONE;
            numberCount += lists[i] == NONE ? 0 : Summary.values().length;
            names[i] = isName(field) ? nameCount++ : NONE;
        }
    }

    private static boolean isNumber(Field field) {
        Role role = field.role();
        return switch (field.type()) {
            case NUMBER, INTEGER -> role != Role.EVENT_ID;
            case BOOLEAN -> role != Role.LABEL;
            case TIME -> role != Role.TIME;
            case NAME, TEXT, NUMBERS -> false;
        };
    }

    private static boolean isName(Field field) {
        return field.type() == FieldType.NAME && field.role() != Role.EVENT_ID;
    }

    /** Which of {@link EventBatch#numbers} a field is, or {@link #NONE}. */
    public int number(int field) {
        return numbers[field];
    }

    /** Where in {@link EventBatch#numbers} the summaries of a list begin, in their order, or {@link #NONE}. */
    public int list(int field) {
        return lists[field];
    }

    /** Which of {@link EventBatch#codes} a field is, or {@link #NONE}. */
    public int name(int field) {
        return names[field];
    }

    /** How many columns of doubles there are. */
    public int numbers() {
        return numberCount;
    }

    /** How many columns of codes there are. */
    public int names() {
        return nameCount;
    }
}

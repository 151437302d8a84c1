package science.pipeline.codec;

import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.SchemaFault;

/**
 * The value of a constant, or the one that stands for a field that is absent.
 *
 * @param text as a file holds it, empty for none
 * @param number of a number, an integer, or a boolean (1 for true), seconds since 1970 of a time; otherwise NaN
 * @param micros of a time, microseconds since 1970
 */
record FieldValue(String text, double number, long micros) {

    private static final FieldValue NONE = new FieldValue("", Double.NaN, 0);

    /** @throws SchemaFault if the schema's text is no value of the field's type */
    static FieldValue of(Field field) {
        String text = field.value();
        if (text == null) {
            return NONE;
        }
        try {
            return switch (field.type()) {
                case INTEGER -> integer(text, field);
                case NUMBER -> number(text, field);
                case NAME -> Names.isName(text) ? new FieldValue(text, Double.NaN, 0) : refused(field, text);
                case TEXT -> new FieldValue(Csv.cell(text), Double.NaN, 0);
                case BOOLEAN -> bool(text, field);
                case TIME -> time(text, field);
                case NUMBERS -> refused(field, text);
            };
        } catch (NumberFormatException e) {
            return refused(field, text);
        }
    }

    private static FieldValue integer(String text, Field field) {
        long value = Long.parseLong(text);
        return within(new FieldValue(Long.toString(value), value, 0), text, field);
    }

    private static FieldValue number(String text, Field field) {
        double value = Double.parseDouble(text);
        return within(new FieldValue(NumberWriter.toString(value), value, 0), text, field);
    }

    private static FieldValue within(FieldValue value, String text, Field field) {
        boolean isWithin =
                Double.isFinite(value.number()) && value.number() >= field.min() && value.number() <= field.max();
        return isWithin ? value : refused(field, text);
    }

    private static FieldValue bool(String text, Field field) {
        return switch (text) {
            case "true" -> new FieldValue(text, 1, 0);
            case "false" -> new FieldValue(text, 0, 0);
            default -> refused(field, text);
        };
    }

    private static FieldValue time(String text, Field field) {
        long micros = new TimeText(field.format()).micros(text);
        return micros == EventTime.INVALID ? refused(field, text) : ofTime(micros);
    }

    static FieldValue ofTime(long micros) {
        return new FieldValue(EventTime.format(micros), seconds(micros), micros);
    }

    /** A time as the number that conditions and histograms see. */
    static double seconds(long micros) {
        return micros / 1e6;
    }

    private static FieldValue refused(Field field, String text) {
        throw new SchemaFault(
                "fields." + field.name(),
                "the value '" + text + "'",
                "one of the type " + field.type().label() + " within its range");
    }
}

package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Schema;
import science.pipeline.schema.WriterSchemas;

/**
 * The strict reading of a record's bytes, whatever their form: finds what stands at the places of the schema, and
 * leaves its meaning to {@link StrictRow}. A further form of records is one class that does this, and a line in
 * {@link #of}. Touched by one thread.
 */
interface Structure {

    /**
     * Reads the records of a schema's form.
     *
     * @param writers tells by which Avro schema a record was written that names it by its id
     */
    static Structure of(Schema schema, WriterSchemas writers) {
        return switch (schema.form().format()) {
            case JSON -> new JsonStructure(schema);
            case CSV -> new CsvStructure(schema);
            case AVRO -> new AvroStructure(schema, writers);
        };
    }

    /**
     * Reads the record in {@code bytes[start, end)}.
     *
     * @return null when it is sound; its values are those that belong to all of its events
     */
    @Nullable Reject read(byte @Nullable [] bytes, int start, int end);

    /** What was found. */
    Values values();

    /** Fields outside of the schema in the record read last, those in the elements of its list not counted. */
    int unknownFields();

    /** How many elements the list of the record read last has. */
    int elements();

    /**
     * Goes to an element: its values are now found beside those of the record.
     *
     * @return null, or why it is no event, whatever its values are
     */
    @Nullable Reject element(int index);

    /** Fields outside of the schema in the element. */
    int unknownFieldsOfElement();

    /** The record read last with this element alone in its list; all of it where the form cannot tell. */
    byte[] alone(int index);

    /** The bytes of this element; none where the form cannot tell. */
    byte[] bare(int index);
}

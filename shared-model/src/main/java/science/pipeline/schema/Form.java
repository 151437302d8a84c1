package science.pipeline.schema;

import java.util.List;

/**
 * How events stand in the bytes of a record.
 *
 * @param format what the bytes are
 * @param each where the list stands in a record of which every element is an event, key by key, as {@code data.hits};
 *     empty where a record is one event
 * @param maxBytes a longer record is rejected; 0 = 64 KiB, with a list 1 MB
 * @param columns of CSV: what a line's cells are, in their order, each a place at which fields stand; empty: the fields
 *     that are no constants
 * @param separator of CSV: between cells
 * @param writer of Avro: where the schema comes from by which records were written
 */
public record Form(Format format, String each, int maxBytes, List<String> columns, char separator, Writer writer) {

    /**
     * Where the Avro schema comes from by which records were written.
     *
     * @param isById whether each record names it by an id that a registry knows
     * @param schema JSON; empty where it is by id, or follows from the fields
     */
    public record Writer(boolean isById, String schema) {

        /** It follows from the fields. */
        public static final Writer DERIVED = new Writer(false, "");
    }

    private static final int EVENT_BYTES = 64 * 1024;
    private static final int FRAME_BYTES = 1024 * 1024;

    /** A record is one event in JSON. */
    public static final Form USUAL = new Form(Format.JSON, "", 0);

    public Form {
        columns = List.copyOf(columns);
    }

    /** One without what is CSV's or Avro's alone. */
    public Form(Format format, String each, int maxBytes) {
        this(format, each, maxBytes, List.of(), ',', Writer.DERIVED);
    }

    /** Whether every element of a list in a record is an event. */
    public boolean hasList() {
        return !each.isEmpty();
    }

    /** The most bytes that a record may have. */
    public int limit() {
        return maxBytes > 0 ? maxBytes : hasList() ? FRAME_BYTES : EVENT_BYTES;
    }

    /** Where the list stands in a record, key by key. */
    public List<String> path() {
        return FieldPath.keys(each);
    }

    /** Whether a place in a record is in an element of the list; all others belong to all of its elements. */
    public boolean isInList(String place) {
        return hasList() && (place.equals(each) || place.startsWith(each + '.'));
    }
}

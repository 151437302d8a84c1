package science.pipeline.codec;

import java.util.Locale;

/**
 * Why a record is no event. The reason depends on nothing but the record's bytes and the schema, so that every reader
 * of the topic comes to the same one. A document with several faults gets the first of: size, encoding, structure in
 * document order, then the fields in the schema's order.
 */
public enum RejectReason {
    /** The record has no value. */
    TOMBSTONE,
    /** No bytes, or white space only. */
    EMPTY,
    /** More than 64 KiB, or what the schema says. */
    DOCUMENT_TOO_LARGE,
    /** Bytes that are not UTF-8. */
    NOT_UTF8,
    /** Bytes that the Avro schema by which they are to be read does not allow. */
    NOT_AVRO,
    /** The registry knows no Avro schema of the id that the record names. */
    UNKNOWN_SCHEMA,
    /** A line of CSV with a quote out of place. */
    NOT_CSV,
    /** A line of CSV with more or fewer cells than columns. */
    WRONG_CELL_COUNT,
    /** Text that is not JSON. */
    NOT_JSON,
    /** JSON that ends too early. */
    TRUNCATED,
    /** Something follows the document. */
    TRAILING_BYTES,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** A key that stands twice in one object. */
    DUPLICATE_KEY,
    /** Objects and arrays nested more than 8 deep. */
    TOO_DEEP,
    /** A string of more than 1 KiB. */
    STRING_TOO_LONG,
    /** A number of more than 40 characters. */
    NUMBER_TOO_LONG,
    /** A field of the schema is absent. */
    MISSING_FIELD,
    /** A field of the schema is null. */
    NULL_FIELD,
    /** A field has another JSON type; a number in quotes too. */
    WRONG_TYPE,
    /** Fractional, with an exponent, or beyond int64. */
    INVALID_EVENT_ID,
    /** Fractional, with an exponent, or beyond int64. */
    INVALID_INTEGER,
    /** NaN, infinite, or too large for a double. */
    NOT_FINITE,
    /** Outside of the range that the schema allows. */
    OUT_OF_RANGE,
    /** An energy below zero. */
    NEGATIVE_ENERGY,
    /** Of another form than {@code EventTime} reads, no date of the calendar, or outside 1970–2100. */
    INVALID_TIMESTAMP,
    /** A name with other than the allowed characters. */
    INVALID_NAME,
    /** A text with control characters. */
    INVALID_TEXT,
    /** A decoder failed: a fault of ours, not of the record. */
    INTERNAL_ERROR;

    /** The name that files, meters and the ledger use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

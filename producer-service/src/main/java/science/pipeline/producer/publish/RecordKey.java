package science.pipeline.producer.publish;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import science.pipeline.producer.source.SourceException;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** What the key of a record is: records of one key go to one partition and keep their order. */
enum RecordKey {
    /** Without one in the schema all records have the key {@value Schema#ONE_DETECTOR}. */
    DETECTOR(Role.DETECTOR),
    EVENT_ID(Role.EVENT_ID);

    private final Role role;

    RecordKey(Role role) {
        this.role = role;
    }

    /**
     * Reads {@code producer.key}.
     *
     * @param text the role, or the name of its field in the schema
     * @throws SourceException if it is neither, or no field of the schema identifies events
     */
    static RecordKey of(String text, Schema schema) {
        for (RecordKey key : values()) {
            boolean isThere = key == DETECTOR || schema.has(key.role);
            if (isThere && (isMeant(text, key.role.label()) || isMeant(text, schema.nameOf(key.role, "")))) {
                return key;
            }
        }
        throw new SourceException("producer.key: found '" + text + "', expected "
                + Stream.of(values())
                        .flatMap(key -> Stream.concat(
                                key == DETECTOR ? Stream.of(key.role.label()) : Stream.of(),
                                schema.field(key.role).map(Field::name).stream()))
                        .collect(Collectors.joining(" or "))
                + " of the schema " + schema.name());
    }

    /** As relaxed as other words of a configuration. */
    private static boolean isMeant(String text, String word) {
        return text.replace('-', '_').toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT));
    }
}

package science.pipeline.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a stream's events in their order. Immutable and safe for all threads.
 *
 * @param name of the stream: {@code [a-z][a-z0-9-]{0,62}}
 * @param description for people
 * @param form how events stand in a record's bytes
 * @param fields in the order of the files' columns, at least one
 * @param quantities computed from fields, by their name, in the order in which they are written
 * @param selections a menu that comes with it, as flattened keys by selection; empty for none
 */
public record Schema(
        String name,
        String description,
        Form form,
        List<Field> fields,
        Map<String, QuantityDefinition> quantities,
        Map<String, Map<String, String>> selections) {

    /** The name of the one detector where a schema has none. */
    public static final String ONE_DETECTOR = "all";

    /** Columns that follow the fields in every file of events. */
    public static final List<String> VERDICT_COLUMNS =
            List.of("flagged", "score", "reasons", "kafka_partition", "kafka_offset");

    /** The column behind those where a record holds many events: which of its list's elements, from 0. */
    public static final String INDEX = "index";

    /** The last column where no field is the event's time: that of its record. */
    public static final String RECORD_TIME = "kafka_timestamp";

    static final List<String> RESERVED =
            List.of("flagged", "score", "reasons", "kafka_partition", "kafka_offset", INDEX, RECORD_TIME, "pair_mass");

    private static final int USUAL_ROW_BYTES = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** @throws SchemaFault if it is contradictory; the place begins with {@code fields} or {@code quantities} */
    public Schema {
        fields = List.copyOf(fields);
        quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
        Map<String, Map<String, String>> menu = new LinkedHashMap<>();
        selections.forEach((key, value) -> menu.put(key, Collections.unmodifiableMap(new LinkedHashMap<>(value))));
        selections = Collections.unmodifiableMap(menu);
        if (!NAME.matcher(name).matches()) {
            throw new SchemaFault("name", "'" + name + "'", "a lower-case letter, then letters, digits and -");
        }
        if (fields.isEmpty()) {
            throw new SchemaFault("fields", "none", "at least one field");
        }
        SchemaCheck.check(form, fields, quantities.keySet());
    }

    /** A schema whose records are one event in JSON each. */
    public Schema(
            String name,
            String description,
            List<Field> fields,
            Map<String, QuantityDefinition> quantities,
            Map<String, Map<String, String>> selections) {
        this(name, description, Form.USUAL, fields, quantities, selections);
    }

    static boolean isFieldName(String name) {
        return FIELD_NAME.matcher(name).matches();
    }

    /** Position of a field in {@link #fields()}, or -1 if no field bears that name. */
    public int indexOf(String fieldName) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(fieldName)) {
                return i;
            }
        }
        return -1;
    }

    /** Position of the field of a role in {@link #fields()}, or -1 if no field has it. */
    public int indexOf(Role role) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).role() == role) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a field is a list of numbers. */
    public boolean hasLists() {
        return fields.stream().anyMatch(field -> field.type() == FieldType.NUMBERS);
    }

    /**
     * The most bytes that a row of a file takes, and its document: a list may fill its record, and a float of four
     * bytes stands there in up to 25 letters.
     */
    public int longestRow() {
        return hasLists() ? Math.max(USUAL_ROW_BYTES, 8 * form.limit()) : USUAL_ROW_BYTES;
    }

    /** The field of a role. */
    public Optional<Field> field(Role role) {
        int index = indexOf(role);
        return index < 0 ? Optional.empty() : Optional.of(fields.get(index));
    }

    /** The field of a name. */
    public Optional<Field> field(String fieldName) {
        int index = indexOf(fieldName);
        return index < 0 ? Optional.empty() : Optional.of(fields.get(index));
    }

    public boolean has(Role role) {
        return indexOf(role) >= 0;
    }

    /** Whether an event is told from others of its record by its index. */
    public boolean hasIndex() {
        return form.hasList();
    }

    /** The name of the field of a role, or another text where no field has it. */
    public String nameOf(Role role, String otherwise) {
        return field(role).map(Field::name).orElse(otherwise);
    }

    /** The fields by their roles. */
    public Map<Role, Field> byRole() {
        Map<Role, Field> byRole = new EnumMap<>(Role.class);
        fields.forEach(field -> {
            Role role = field.role();
            if (role != null) {
                byRole.put(role, field);
            }
        });
        return byRole;
    }

    /** The unit of a field's or quantity's values; empty for none, and for names that nobody bears. */
    public String unitOf(String fieldOrQuantity) {
        QuantityDefinition quantity = quantities.get(fieldOrQuantity);
        return quantity != null
                ? quantity.unit()
                : field(fieldOrQuantity).map(Field::unit).orElse("");
    }

    /** The names as a CSV header, without a line end. */
    public String csvHeader() {
        return fields.stream().map(Field::name).collect(Collectors.joining(","));
    }

    /** The first line of every file of events, without a line end: the fields, then what the pipeline adds. */
    public String fileHeader() {
        String header = csvHeader() + "," + String.join(",", VERDICT_COLUMNS) + (hasIndex() ? "," + INDEX : "");
        return has(Role.TIME) ? header : header + "," + RECORD_TIME;
    }

    /** The schema as YAML, always in the same form: what {@link SchemaYaml} reads back to an equal one. */
    public String text() {
        return SchemaYaml.write(this);
    }

    /** SHA-256 of {@link #text()}, hexadecimal. */
    public String hash() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("BUG: every JVM knows SHA-256", e);
        }
    }

    /** The shipped schema of that name, or null if there is none. */
    public static @Nullable Schema shipped(String name) {
        return SchemaYaml.shipped(name);
    }

    /** The schema that holds where none is chosen. */
    public static Schema byDefault() {
        return SchemaYaml.byDefault();
    }
}

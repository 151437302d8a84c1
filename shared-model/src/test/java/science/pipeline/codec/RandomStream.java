package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * A random schema and the documents that its senders write: each in an order of its own, some with more than it asks
 * for.
 */
final class RandomStream {

    private static final List<String> FORMATS = List.of(
            "iso", "epoch-s", "epoch-ms", "epoch-us", "epoch-ns", "dd.MM.yyyy HH:mm:ss", "uuuu-MM-dd'T'HH:mm:ss.SSSX");
    private static final List<String> ODD = List.of(
            "0",
            "-0",
            "-0.0",
            "1e3",
            "1.5",
            "1e400",
            "00",
            "-",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678",
            "1234567890123456.5",
            "0.1234567890123456789",
            "\"\"",
            "\"a,b\"",
            "\"a\\\"b\"",
            "\"µ\"",
            "\"\\u0041\"",
            "\"\\n\"",
            "\"(none)\"",
            "\"other\"",
            "\"2026-01-16 10:23:45+01:00\"",
            "null",
            "true",
            "false",
            "tru",
            "nul",
            "[]",
            "{}",
            "{\"a\":1}",
            "[1]",
            "[1,2.5]",
            "[1,[2,3]]",
            "[\"a,b\",1]",
            "[1,null]",
            "[1e400]",
            "[01]",
            "[1,]",
            "[,1]",
            "[ ]",
            "[1 ,2]",
            "[{\"a\":1,\"a\":2}]",
            "[NaN]",
            "[12345678901234567890123456789012345678901]",
            "\"x\"",
            "1768559025",
            "1768559025.123456789",
            "-5",
            "4102444800000000000000");
    private static final String PIECES = "{}[]\",: \n.-+eE01239tfnuZT\\\0\u007f\u00ff";

    final Schema schema;
    private final Random random;
    private final List<List<Sent>> senders = new ArrayList<>();

    /** What a sender writes at a place: a field, or something that the schema does not know. */
    private record Sent(String path, @Nullable Field field) {}

    RandomStream(long seed) {
        random = new Random(seed);
        List<Field> fields = new ArrayList<>();
        int roles = 0;
        List<Role> left = new ArrayList<>(List.of(Role.values()));
        Collections.shuffle(left, random);
        int size = 1 + random.nextInt(10);
        for (int i = 0; i < size; i++) {
            Role role = random.nextBoolean() && roles < left.size() ? left.get(roles++) : null;
            List<FieldType> types = new ArrayList<>(role == null ? List.of(FieldType.values()) : role.types());
            Collections.sort(types);
            fields.add(field("f" + i, types.get(random.nextInt(types.size())), role));
        }
        schema = new Schema("random", "", fields, Map.of(), Map.of());
        for (int i = 0; i < 3; i++) {
            senders.add(sender());
        }
    }

    private Field field(String name, FieldType type, @Nullable Role role) {
        Presence presence = random.nextInt(3) == 0 ? Presence.OPTIONAL : Presence.REQUIRED;
        boolean needsOne = role == Role.TIME || role == Role.DETECTOR;
        String otherwise = presence == Presence.OPTIONAL && (needsOne || random.nextBoolean()) ? usualText(type) : null;
        if (type == FieldType.NUMBERS) {
            otherwise = null;
        } else if (random.nextInt(12) == 0) {
            presence = Presence.CONSTANT;
            otherwise = usualText(type);
        }
        String format = type == FieldType.TIME ? FORMATS.get(random.nextInt(FORMATS.size())) : "iso";
        if (type == FieldType.TIME && otherwise != null) {
            otherwise = new TimeText(format).write(1_768_559_025_000_000L);
        }
        String from = switch (random.nextInt(4)) {
            case 0 -> "group." + name;
            case 1 -> "group.inner." + name;
            case 2 -> "k" + name + "\\.x";
            default -> name;
        };
        boolean bounded = type.isNumeric() && random.nextBoolean();
        return new Field(
                name,
                type,
                role,
                from,
                null,
                random.nextInt(4) == 0 ? List.of("old_" + name) : List.of(),
                presence,
                otherwise,
                "",
                type == FieldType.NUMBER && random.nextInt(4) == 0 ? 0.001 : null,
                bounded ? -1000 : Double.NEGATIVE_INFINITY,
                bounded ? 1e6 : Double.POSITIVE_INFINITY,
                format,
                "");
    }

    private List<Sent> sender() {
        List<Sent> sent = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (field.presence() != Presence.CONSTANT) {
                boolean former = !field.aliases().isEmpty() && random.nextBoolean();
                sent.add(new Sent(former ? field.aliases().get(0) : field.from(), field));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            sent.add(new Sent(
                    List.of("u" + i, "group.u" + i, "other.u" + i, "other.deep.u" + i)
                            .get(random.nextInt(4)),
                    null));
        }
        Collections.shuffle(sent, random);
        return sent;
    }

    /** Two of three usual, one odd or damaged. */
    List<byte[]> documents(int count) {
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(i % 3 == 2 ? unusual() : usual().getBytes(StandardCharsets.UTF_8));
        }
        return documents;
    }

    String usual() {
        return document(-1);
    }

    private byte[] unusual() {
        if (random.nextBoolean()) {
            return document(random.nextInt(12)).getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder damaged = new StringBuilder(usual());
        int at = random.nextInt(damaged.length());
        char piece = PIECES.charAt(random.nextInt(PIECES.length()));
        switch (random.nextInt(4)) {
            case 0 -> damaged.setCharAt(at, piece);
            case 1 -> damaged.insert(at, piece);
            case 2 -> damaged.deleteCharAt(at);
            default -> damaged.setLength(at);
        }
        return damaged.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String document(int odd) {
        int which = random.nextInt(senders.size());
        List<Sent> sender = senders.get(which);
        Map<String, Object> root = new LinkedHashMap<>();
        for (int i = 0; i < sender.size(); i++) {
            Sent sent = sender.get(i);
            Field field = sent.field();
            if (field != null && field.presence() == Presence.OPTIONAL && random.nextInt(4) == 0) {
                if (random.nextBoolean()) {
                    put(root, FieldPath.keys(sent.path()), "null");
                }
                continue;
            }
            String value = i == odd ? ODD.get(random.nextInt(ODD.size())) : field == null ? unknown() : usual(field);
            put(root, FieldPath.keys(sent.path()), value);
        }
        return text(root, which == 1);
    }

    @SuppressWarnings("unchecked") // only this method fills the tree
    private static void put(Map<String, Object> object, List<String> path, String value) {
        if (path.size() == 1) {
            object.put(path.get(0), value);
        } else {
            Object below = object.computeIfAbsent(path.get(0), any -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) below, path.subList(1, path.size()), value);
        }
    }

    private static String text(Object node, boolean blanks) {
        if (node instanceof Map<?, ?> object) {
            List<String> entries = new ArrayList<>();
            object.forEach((key, value) -> entries.add("\"" + key + (blanks ? "\": " : "\":") + text(value, blanks)));
            return "{" + String.join(blanks ? ", " : ",", entries) + "}";
        }
        return node.toString();
    }

    private String unknown() {
        return switch (random.nextInt(6)) {
            case 0 -> "\"some text\"";
            case 1 -> "true";
            case 2 -> "null";
            case 3 -> "-12.5e3";
            case 4 -> Integer.toString(random.nextInt(1000));
            default -> Double.toString(random.nextInt(1000) / 8.0);
        };
    }

    private String usual(Field field) {
        if (field.type() == FieldType.TIME) {
            long micros = random.nextInt(10) == 0
                    ? random.nextLong(4_102_444_800_000_000L)
                    : 1_768_559_025_000_000L + random.nextInt(40_000_000);
            String text = field.format().equals("iso")
                    ? EventTime.format(micros)
                    : new TimeText(field.format()).write(micros);
            return new TimeText(field.format()).isEpoch() ? text : '"' + text + '"';
        }
        String text = usualText(field.type());
        return field.type() == FieldType.NAME || field.type() == FieldType.TEXT ? '"' + text + '"' : text;
    }

    private String usualText(FieldType type) {
        return switch (type) {
            case INTEGER -> Integer.toString(random.nextInt(900));
            case NUMBER -> NumberWriter.toString(random.nextInt(90_000) / 100.0);
            case NAME -> "n" + random.nextInt(30);
            case TEXT -> random.nextInt(5) == 0 ? "a, b" : "a b " + random.nextInt(30);
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case TIME -> "";
            case NUMBERS ->
                List.of("[]", "[1]", "[-0.5,1e3,12345678901234567]", "[1, 2.50]", "[0.1,0.2,0.3]")
                        .get(random.nextInt(5));
        };
    }
}

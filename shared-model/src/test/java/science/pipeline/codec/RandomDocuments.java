package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** Documents as senders write them, and the same ones damaged. */
final class RandomDocuments {

    private static final List<String> ODD_NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "0.00",
            "1e3",
            "2.5E-7",
            "1.50",
            "1e9",
            "1000000000",
            "1000000000.01",
            "1e400",
            "-1e-400",
            "3.3546300000000002",
            "0.1000000000000000055511151231257827",
            "123456789.123456",
            "1234567.12345678",
            "12345678.12345678",
            "9007199254740993",
            "0.000000000000001",
            "00.5",
            "1.",
            ".5",
            "+1",
            "NaN",
            "-Infinity",
            "1e",
            "1e+",
            "\"2.5\"",
            "null",
            "true",
            "0.00000000000000000000000000000000000000000001");

    private static final List<String> ODD_TIMES = List.of(
            "2026-01-16T10:23:45",
            "2026-01-16T10:23:45Z",
            "2026-01-16T10:23:45.1",
            "2026-01-16T10:23:45.12345Z",
            "2026-01-16T10:23:45.123456Z",
            "2026-01-16T10:23:45.1234567",
            "2026-01-16T10:23:60.000000",
            "2026-01-16 10:23:45.123456",
            "2026-01-16T10:23:45.123456+00:00",
            "2026-01-16T10:23:45.123456-0130",
            "2026-01-16 10:23:45+02:00",
            "2026-01-16T10:23:45.1+0200",
            "2026-01-16T10:23:45.123456789Z",
            "2026-01-16T10:23:45.123456000+01:00",
            "2026-01-16T10:23:45.1234567890",
            "2026-01-16T10:23:45+01",
            "1970-01-01T00:30:00.000000+01:00",
            "2026-02-29T10:23:45.123456",
            "1969-12-31T23:59:59.999999",
            "2101-01-01T00:00:00.000000",
            "2026-01-16T10:23:45.12345\\u0036",
            "");

    private static final List<String> ODD_NAMES =
            List.of("", "µon", "mu on", "m\\u0075on", "=1+1", "-x", "K0_S", "a,b", "n", "n".repeat(64), "n".repeat(65));

    private static final List<String> ODD_IDS = List.of(
            "0",
            "00",
            "01",
            "-01",
            "-",
            "-0",
            "-1",
            "-12345678901",
            "-9223372036854775808",
            "-9223372036854775809",
            "-9999999999999999999",
            "12345678901234567890",
            "1.0",
            "1e3",
            "999999999999999999",
            "9223372036854775807",
            "9223372036854775808",
            "\"1\"");

    private static final String PIECES = "{}[]\",: \n\t.-+eE0123456789tfnuZT\\\0\u007f\u00ff";

    private static final int NO_FIELD = -1;

    private final SplittableRandom random;
    private final List<Field> fields;
    private final NamingHabit habit;

    RandomDocuments(long seed, Schema schema, NamingHabit habit) {
        random = new SplittableRandom(seed);
        fields = schema.fields();
        this.habit = habit;
    }

    /** A document in the encoder's shape, or in that of Python's {@code json.dumps}. */
    String usual() {
        return random.nextInt(4) == 0 ? document("\": ", ", ", NO_FIELD) : document("\":", ",", NO_FIELD);
    }

    private String document(String colon, String comma, int odd) {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            document.append(i == 0 ? "" : comma)
                    .append('"')
                    .append(fields.get(i).name())
                    .append(colon)
                    .append(i == odd ? oddValue(field) : usualValue(field));
        }
        return document.append('}').toString();
    }

    /** A document with an odd value, an odd order, something between its values, or damaged bytes. */
    byte[] unusual() {
        String document = usual();
        return switch (random.nextInt(6)) {
            case 0, 1 -> bytes(document("\":", ",", random.nextInt(fields.size())));
            case 2 -> bytes(document.replaceFirst("\"is_anomaly\"", "\"note\":[1,{\"a\":\"b\"}],\"is_anomaly\""));
            case 3 -> bytes(pick(List.of(document + "\n", " " + document, "\uFEFF" + document, document + document)));
            case 4 -> cut(bytes(document));
            default -> damage(bytes(document));
        };
    }

    private String usualValue(Field field) {
        return switch (field.type()) {
            case INTEGER -> Long.toString(random.nextLong(1L << random.nextInt(1, 63)));
            case TIME -> '"' + EventTime.format(instant()) + '"';
            case NUMBERS -> "[]";
            case NAME, TEXT -> '"' + habit.name(random) + '"';
            case NUMBER -> (field.role() == Role.ENERGY || random.nextBoolean() ? "" : "-") + magnitude();
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
        };
    }

    private String oddValue(Field field) {
        return switch (field.type()) {
            case INTEGER -> pick(ODD_IDS);
            case TIME -> '"' + pick(ODD_TIMES) + '"';
            case NUMBERS -> "[1,]";
            case NAME, TEXT -> '"' + pick(ODD_NAMES) + '"';
            case NUMBER -> (random.nextInt(4) == 0 ? "-" : "") + pick(ODD_NUMBERS);
            case BOOLEAN -> pick(List.of("0", "null", "True", "\"true\"", "tru", "falsee"));
        };
    }

    /** Mostly within one minute, as in a stream; sometimes anywhere. */
    private long instant() {
        return random.nextInt(10) == 0
                ? random.nextLong(4_102_444_800_000_000L)
                : 1_768_559_025_000_000L + random.nextInt(40_000_000);
    }

    private String magnitude() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(2000));
            case 1 -> NumberWriter.toString(random.nextDouble(0, 1000));
            case 2 -> NumberWriter.toString(random.nextInt(1_000_000_000) / 1e6);
            default -> NumberWriter.toString(random.nextInt(100_000) / 100.0);
        };
    }

    private byte[] cut(byte[] document) {
        return Arrays.copyOf(document, random.nextInt(document.length));
    }

    /** Replaces, inserts or removes up to three bytes. */
    private byte[] damage(byte[] document) {
        StringBuilder damaged = new StringBuilder(new String(document, StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            char piece = PIECES.charAt(random.nextInt(PIECES.length()));
            switch (random.nextInt(3)) {
                case 0 -> damaged.setCharAt(at, piece);
                case 1 -> damaged.insert(at, piece);
                default -> damaged.deleteCharAt(at);
            }
        }
        return damaged.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

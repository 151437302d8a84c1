package science.pipeline.systemtest.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An endless stream of a schema that shares no field with the particle event: nested, with integers, booleans, texts
 * and optional fields; every fortieth document is bad, of each kind in turn. The same for the same seed.
 */
public final class Probes implements Supplier<Document> {

    /** What {@code event.schema} names. */
    public static final String SCHEMA = """
            name: probes
            fields:
              probe: {type: name, role: detector, from: site.probe}
              seq:   {type: integer, role: event_id, from: n}
              at:    {type: time, role: time, from: t, format: epoch-ms}
              level: {type: number, role: energy, from: v.level, unit: mm, min: -5, max: 1000000}
              open:  {type: boolean}
              temp:  {type: number, from: v.temp, unit: degC, presence: optional}
              tag:   {type: text, presence: optional}
              count: {type: integer, min: 0}
            selections:
              high: {level: {min: 80}}
              closed: {open: {in: [false]}, prescale: 7}
            """;

    private static final Instant START = Instant.parse("2026-01-16T10:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final int EVERY_NTH_BAD = 40;

    private final Random random;
    private long number;
    private int bad;

    public Probes(long seed) {
        random = new Random(seed);
    }

    @Override
    public Document get() {
        number++;
        String probe = "P" + random.nextInt(12);
        Instant at = START.plusMillis(number).minusSeconds(random.nextInt(1000) == 0 ? 120 : 0);
        String level = String.format(Locale.ROOT, "%.3f", Math.abs(random.nextGaussian()) * 40);
        boolean open = random.nextBoolean();
        String temp = random.nextInt(3) == 0 ? "" : String.format(Locale.ROOT, "%.1f", random.nextGaussian() * 10);
        String tag = List.of("", "plain", "with, comma", "and \"quotes\"").get(random.nextInt(4));
        int count = random.nextInt(1000);
        String document = "{\"site\":{\"probe\":\"" + probe + "\",\"hall\":3},\"n\":" + number + ",\"t\":"
                + at.toEpochMilli() + ",\"v\":{\"level\":" + level
                + (temp.isEmpty() ? "" : ",\"temp\":" + temp)
                + "},\"open\":" + open
                + (tag.isEmpty() ? "" : ",\"tag\":\"" + tag.replace("\"", "\\\"") + '"')
                + ",\"count\":" + count + "}";
        if (number % EVERY_NTH_BAD == 0) {
            return bad(document);
        }
        String cells = String.join(
                ",",
                probe,
                Long.toString(number),
                LocalDateTime.ofInstant(at, ZoneOffset.UTC).format(TIME),
                level,
                Boolean.toString(open),
                temp,
                tag.isEmpty() || tag.equals("plain") ? tag : '"' + tag.replace("\"", "\"\"") + '"',
                Integer.toString(count));
        return new Document(bytes(document), Document.ACCEPTED, cells);
    }

    private Document bad(String good) {
        return switch (bad++ % 8) {
            case 0 -> new Document(bytes(good.replace("\"level\"", "\"lvl\"")), "missing_field");
            case 1 -> new Document(bytes(good.replaceAll("\"open\":(true|false)", "\"open\":\"yes\"")), "wrong_type");
            case 2 -> new Document(bytes(good.replaceAll("\"count\":\\d+", "\"count\":1.5")), "invalid_integer");
            case 3 -> new Document(bytes(good.replaceAll("\"level\":[0-9.]+", "\"level\":1e7")), "out_of_range");
            case 4 -> new Document(bytes(good.substring(0, good.length() / 2)), "truncated");
            case 5 -> new Document(bytes(good.replaceAll("\"t\":\\d+", "\"t\":-5")), "invalid_timestamp");
            case 6 -> new Document(bytes(good.replaceAll("\"probe\":\"P", "\"probe\":\"P ")), "invalid_name");
            default ->
                new Document(
                        bytes(good.replace("{\"site\"", "{\"tag\":\"a\\nb\",\"site\"")
                                .replaceAll(",\"tag\":\"[^}]*?\",\"count\"", ",\"count\"")),
                        "invalid_text");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package science.pipeline.systemtest.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An endless stream of frames: most of some readings, some empty, a few longer than a batch has rows; every tenth has a
 * bad element, every fortieth is bad as a whole, of each kind in turn. The same for the same seed.
 */
public final class Frames implements Supplier<Document> {

    /** What {@code event.schema} names. */
    public static final String SCHEMA = """
            name: frames
            each: data.hits
            fields:
              probe: {type: name, role: detector, from: site.probe}
              at:    {type: time, role: time, from: t, format: epoch-ms}
              seq:   {type: integer, role: event_id, from: data.hits.n}
              level: {type: number, role: energy, from: data.hits.level, unit: mm, min: -5, max: 1000000}
              tag:   {type: text, from: data.hits.tag, presence: optional}
            selections:
              high: {level: {min: 80}}
            """;

    private static final Instant START = Instant.parse("2026-01-16T10:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final List<String> TAGS = List.of("", "plain", "with, comma");

    private final Random random;
    private long frame;
    private long number;

    public Frames(long seed) {
        random = new Random(seed);
    }

    @Override
    public Document get() {
        frame++;
        String probe = "P" + random.nextInt(12);
        Instant at = START.plusMillis(frame).minusSeconds(random.nextInt(1000) == 0 ? 120 : 0);
        String around =
                probe + "," + LocalDateTime.ofInstant(at, ZoneOffset.UTC).format(TIME);
        int size = random.nextInt(400) == 0 ? 1_500 : random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(12);
        int bad = frame % 10 == 0 ? random.nextInt(Math.max(1, size)) : -1;
        List<String> hits = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            add(i == bad, around, hits, expected);
        }
        String document = "{\"site\":{\"probe\":\"" + probe + "\",\"hall\":3},\"data\":{\"hits\":["
                + String.join(",", hits) + "]},\"t\":" + at.toEpochMilli() + "}";
        return frame % 40 == 7 ? badAsAWhole(document) : Document.frame(bytes(document), expected);
    }

    private void add(boolean isBad, String around, List<String> hits, List<String> expected) {
        number++;
        String level = String.format(Locale.ROOT, "%.3f", Math.abs(random.nextGaussian()) * 40);
        String tag = TAGS.get(random.nextInt(TAGS.size()));
        String hit =
                "{\"n\":" + number + ",\"level\":" + level + (tag.isEmpty() ? "" : ",\"tag\":\"" + tag + '"') + "}";
        if (!isBad) {
            hits.add(hit);
            String cell = tag.contains(",") ? '"' + tag + '"' : tag;
            expected.add(String.join(",", around, Long.toString(number), level, cell));
            return;
        }
        switch ((int) (frame / 10 % 4)) {
            case 0 -> {
                hits.add(hit.replace("\"level\"", "\"lvl\""));
                expected.add(Document.REJECTED + "missing_field");
            }
            case 1 -> {
                hits.add("17");
                expected.add(Document.REJECTED + "not_an_object");
            }
            case 2 -> {
                hits.add(hit.replace("{\"n\"", "{\"n\":1,\"n\""));
                expected.add(Document.REJECTED + "duplicate_key");
            }
            default -> {
                hits.add(hit.replaceAll("\"level\":[0-9.]+", "\"level\":1e7"));
                expected.add(Document.REJECTED + "out_of_range");
            }
        }
    }

    private Document badAsAWhole(String good) {
        return switch ((int) (frame / 40 % 4)) {
            case 0 -> new Document(bytes(good.substring(0, good.length() / 2)), "truncated");
            case 1 -> new Document(bytes(good.replace("\"t\":", "\"t\":-")), "invalid_timestamp");
            case 2 -> new Document(bytes(good.replace("\"hits\"", "\"hit\"")), "missing_field");
            default -> new Document(null, "tombstone");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

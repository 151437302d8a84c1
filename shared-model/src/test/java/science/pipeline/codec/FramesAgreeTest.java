package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** The decoder that learns ways says of every record with a list what the strict one says, whatever it has learnt. */
class FramesAgreeTest {

    /** Enough for each kind of damage at each kind of place, in a second. */
    private static final int RECORDS = 4_000;

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "\"\"",
            "-1",
            "1e3",
            "1e999",
            "00",
            "[]",
            "{}",
            "[1]",
            "\"a b\"",
            "\"µ\"",
            "\"\\u0041\"",
            "9".repeat(41),
            "\"" + "x".repeat(1025) + "\"",
            "[[[[[[[[[1]]]]]]]]]");

    private static final String PIECES = "{}[]\",: \n.-+eE0129tfnu\\\0\u007f\u00ff";

    private static final Schema BEHIND = schema("frame.hits", "", "optional");
    private static final Schema BEFORE = schema("hits", "head.", "optional");
    private static final Schema REQUIRED = schema("frame.hits", "", "required");

    private static Schema schema(String list, String shared, String presence) {
        return SchemaYaml.read(
                "hits.yml", """
                name: hits
                each: LIST
                fields:
                  run:   {type: integer, from: SHAREDrun}
                  unit:  {type: name, from: SHAREDunit, presence: PRESENCE}
                  time:  {type: time, role: time, from: SHAREDtime, aliases: [LIST.time]}
                  chan:  {type: name, role: detector, from: LIST.chan}
                  adc:   {type: number, role: energy, from: LIST.v.adc, min: 0, max: 4096}
                  ok:    {type: boolean, from: LIST.ok, presence: optional, default: true}
                  text:  {type: text, from: LIST.text, presence: optional}
                """.replace("LIST", list).replace("SHARED", shared).replace("PRESENCE", presence));
    }

    @Test
    void whateverIsLearntNothingElseIsSaid() {
        for (Schema schema : List.of(BEHIND, BEFORE, REQUIRED)) {
            agree(schema, new Random(schema.hash().hashCode()));
        }
    }

    private static void agree(Schema schema, Random random) {
        Framed strict = new Framed(new StrictFrames(schema), schema, 10_000);
        Framed learning = new Framed(FrameDecoder.of(schema), schema, 10_000);
        Framed others = new Framed(FrameDecoder.of(schema), schema, 10_000);
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = record(schema, random);
            strict.read(record, 0, record.length, i, true);
            learning.read(record, 0, record.length, i, false);
            if (i % 3 > 0) { // another history
                byte[] amid = amid(record, random);
                others.read(amid, 5, 5 + record.length, i, true);
            } else {
                others.told.addAll(strict.told);
            }
            learning.flush();
            assertThat(learning.told)
                    .as(new String(record, StandardCharsets.UTF_8))
                    .isEqualTo(strict.told);
            assertThat(others.told)
                    .as(new String(record, StandardCharsets.UTF_8))
                    .isEqualTo(strict.told);
            List.of(strict, learning, others).forEach(each -> each.told.clear());
        }
        assertThat(learning.decoder.unknownFields()).isEqualTo(strict.decoder.unknownFields());
        assertThat(learning.decoder.cutTimestamps()).isEqualTo(strict.decoder.cutTimestamps());
        for (int slot = 0; slot < strict.batch.codes.length; slot++) {
            // A record that was rejected as a whole has left no trace in either.
            assertThat(learning.batch.names.tables().get(slot).names())
                    .isEqualTo(strict.batch.names.tables().get(slot).names());
        }
    }

    private static byte[] amid(byte[] record, Random random) {
        byte[] amid = new byte[record.length + 10];
        random.nextBytes(amid);
        System.arraycopy(record, 0, amid, 5, record.length);
        return amid;
    }

    private static byte[] record(Schema schema, Random random) {
        int elements = random.nextInt(80) == 0 ? random.nextInt(2600) : random.nextInt(6);
        int odd = random.nextInt(3) == 0 ? random.nextInt(elements + 1) : -1;
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            hits.add(hit(random, i == odd));
        }
        String list = "\"hits\":[" + String.join(random.nextInt(9) == 0 ? " , " : ",", hits) + "]";
        String time = random.nextInt(9) == 0 ? "\"2026-01-16T10:23:45.1234567\"" : "\"2026-01-16T10:23:45.5\"";
        String unit = random.nextInt(5) == 0 ? "" : "\"unit\":\"u" + random.nextInt(5) + "\",";
        String more = random.nextInt(9) == 0 ? "\"more\":" + value(random, "1") + "," : "";
        String shared = more + unit + "\"run\":" + (odd == elements ? value(random, "5") : "5") + ",\"time\":" + time;
        String text = schema.form().each().equals("hits")
                ? "{\"head\":{" + shared + "}," + list + "}"
                : random.nextInt(4) == 0
                        ? "{" + shared + ",\"frame\":{" + list + "}}"
                        : "{\"frame\":{" + list + "}," + shared + "}";
        return random.nextInt(6) == 0 ? damaged(text, random) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hit(Random random, boolean odd) {
        int which = odd ? random.nextInt(6) : -1;
        return switch (which) {
            case 0 -> value(random, "7");
            case 1 -> "{\"chan\":" + value(random, "\"c1\"") + ",\"v\":{\"adc\":1}}";
            case 2 -> "{\"chan\":\"c1\",\"v\":{\"adc\":" + value(random, "1") + "}}";
            case 3 -> "{\"chan\":\"c1\",\"v\":{\"adc\":1},\"ok\":" + value(random, "false") + "}";
            case 4 -> "{\"chan\":\"c1\",\"v\":{\"adc\":1},\"time\":\"2026-01-16T10:23:46\"}";
            default ->
                "{\"chan\":\"c" + random.nextInt(random.nextInt(30) == 0 ? 1000 : 8) + "\",\"v\":{\"adc\":"
                        + random.nextInt(4000) / 8.0 + "}" + (random.nextInt(4) == 0 ? ",\"text\":\"a, b\"" : "")
                        + (random.nextInt(9) == 0 ? ",\"extra\":1" : "") + "}";
        };
    }

    private static String value(Random random, String usual) {
        return random.nextBoolean() ? usual : ODD.get(random.nextInt(ODD.size()));
    }

    private static byte[] damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
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
}

package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Frame;
import science.pipeline.event.ParticleEvent;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.FormSettings;
import science.pipeline.schema.Format;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.SchemaYaml;
import science.pipeline.schema.WriterSchemas;

/** The same event comes out of every form of record: JSON, CSV, Avro, alone or in a list. */
class FormsTest {

    private static final String FIELDS = """
            fields:
              station: {type: name, role: detector, from: device.urn}
              seq:     {type: integer, role: event_id, from: n}
              time:    {type: time, role: time, from: at}
              cpm:     {type: number, role: energy, from: v.cpm, min: 0}
              temp:    {type: number, from: v.temp, presence: optional}
              open:    {type: boolean}
              note:    {type: text, presence: optional}
              lab:     {type: name, value: attic}
            """;

    private static final Schema STATION = SchemaYaml.read("station.yml", "name: station\n" + FIELDS);

    private static Schema as(Format format) {
        return settings(format.label(), "", List.of(), "").over(STATION);
    }

    private static FormSettings settings(String format, String separator, List<String> columns, String registry) {
        return new FormSettings(format, 0, columns, separator, "", registry);
    }

    private static List<SchemaEvent> events(Schema schema) {
        Random random = new Random(5);
        List<SchemaEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            List<String> values = new ArrayList<>(List.of("S" + random.nextInt(9), Long.toString(random.nextLong())));
            values.add(null);
            values.add(NumberWriter.toString(Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(12) - 6)));
            values.add(random.nextBoolean() ? null : NumberWriter.toString(random.nextGaussian()));
            values.add(Boolean.toString(random.nextBoolean()));
            values.add(List.of("plain", "a, b; c", "with \"quotes\"", " blank ", "µ")
                    .get(random.nextInt(5)));
            values.add(null);
            events.add(new SchemaEvent(schema, 1_768_559_025_000_000L + random.nextInt(1_000_000_000), values));
        }
        return events;
    }

    private static List<String> rows(Schema schema, WriterSchemas writers, Integer id) {
        EventBatch batch = Batches.of(schema, 100, List.of());
        EventDecoder decoder = EventDecoder.of(schema, writers);
        EventEncoder encoder = new EventEncoder(schema, id);
        List<String> rows = new ArrayList<>();
        for (SchemaEvent event : events(schema)) {
            assertThat(decoder.decode(encoder.encode(event), rows.size(), batch))
                    .isNull();
            rows.add(batch.csv(0) + " " + batch.eventId[0] + " " + batch.timestampMicros[0] + " " + batch.energy[0]);
            batch.clear();
        }
        return rows;
    }

    @Test
    void theSameEventsComeOutOfEveryForm() {
        List<String> json = rows(STATION, WriterSchemas.NONE, null);

        assertThat(rows(as(Format.CSV), WriterSchemas.NONE, null)).isEqualTo(json);
        Schema semicolons = settings(
                        "csv", ";", List.of("n", "at", "", "device.urn", "v.temp", "v.cpm", "open", "note"), "")
                .over(STATION);
        assertThat(rows(semicolons, WriterSchemas.NONE, null)).isEqualTo(json);
        assertThat(rows(as(Format.AVRO), WriterSchemas.NONE, null)).isEqualTo(json);
        Schema byId = settings("avro", "", List.of(), "http://localhost").over(STATION);
        String writer = AvroSchemas.of(as(Format.AVRO)).toString();
        assertThat(rows(byId, id -> id == 70_000 ? writer : null, 70_000)).isEqualTo(json);
    }

    @Test
    void listsComeOutOfJsonAndAvroAlike() {
        String inList = "name: station\neach: data.hits\n"
                + FIELDS.replace("from: n}", "from: data.hits.n}")
                        .replace("from: v.", "from: data.hits.v.")
                        .replace("{type: boolean}", "{type: boolean, from: data.hits.open}");
        List<List<String>> told = new ArrayList<>();
        for (String format : List.of("json", "avro")) {
            Schema schema = settings(format, "", List.of(), "").over(SchemaYaml.read("station.yml", inList));
            Framed framed = new Framed(FrameDecoder.of(schema), schema, 100);
            EventEncoder encoder = new EventEncoder(schema);
            List<SchemaEvent> events = events(schema);
            for (int i = 0; i < 10; i++) {
                byte[] record = encoder.encode(new Frame(new ArrayList<>(events.subList(50 * i, 50 * i + 50))));
                framed.read(record, 0, record.length, i, true);
            }
            assertThat(framed.told).hasSize(500);
            told.add(framed.told);
        }
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            S1,5,2026-01-16T10:23:45,21.5,,true,note        | accepted
            S1,5,2026-01-16T10:23:45,21.5,,TRUE,            | accepted
            ~ S1 , 5 , "2026-01-16T10:23:45" , 21.5 , , true , ~ | accepted
            S1,5,2026-01-16T10:23:45,21.5,,true             | wrong_cell_count
            S1,5,2026-01-16T10:23:45,21.5,,true,a,b         | wrong_cell_count
            S1,5,2026-01-16T10:23:45,,,true,                | null_field
            S1,5,2026-01-16T10:23:45,x,,true,               | wrong_type
            S1,5,2026-01-16T10:23:45,021,,true,             | wrong_type
            S1,5,2026-01-16T10:23:45,nan,,true,             | not_finite
            S1,5,2026-01-16T10:23:45,-1,,true,              | negative_energy
            S1,5.5,2026-01-16T10:23:45,1,,true,             | invalid_event_id
            S1,5,16.01.2026,1,,true,                        | invalid_timestamp
            S1,5,2026-01-16T10:23:45,1,,yes,                | wrong_type
            S1,5,2026-01-16T10:23:45,1,,true,"a             | truncated
            S1,5,2026-01-16T10:23:45,1,,true,"a"b           | not_csv
            =S1,5,2026-01-16T10:23:45,1,,true,              | invalid_name
            """)
    void aLineOfCsvIsJudgedAsEveryOtherForm(String line, String expected) {
        EventBatch batch = Batches.of(as(Format.CSV), 100, List.of());

        Reject reject = EventDecoder.of(as(Format.CSV)).decode(line.getBytes(StandardCharsets.UTF_8), 0, batch);

        assertThat(reject == null ? "accepted" : reject.reason().label()).isEqualTo(expected);
    }

    @Test
    void avroIsReadByTheSchemaThatItsWriterHad() throws IOException {
        String writer = """
                {"type":"record","name":"r","fields":[
                  {"name":"blob","type":{"type":"map","values":{"type":"array","items":"bytes"}}},
                  {"name":"device","type":{"type":"record","name":"d","fields":[
                    {"name":"urn","type":{"type":"enum","name":"e","symbols":["A1","B2"]}},
                    {"name":"serial","type":["null","string"]}]}},
                  {"name":"n","type":"int"},
                  {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                  {"name":"v","type":["null",{"type":"record","name":"v","fields":[
                    {"name":"cpm","type":"float"},{"name":"hash","type":{"type":"fixed","name":"f","size":3}}]}]},
                  {"name":"open","type":"boolean"}]}
                """;
        org.apache.avro.Schema avro = AvroSchemas.parse(writer);
        GenericData.Record device =
                new GenericData.Record(avro.getField("device").schema());
        device.put(
                "urn",
                new GenericData.EnumSymbol(
                        avro.getField("device").schema().getField("urn").schema(), "B2"));
        GenericData.Record v =
                new GenericData.Record(avro.getField("v").schema().getTypes().get(1));
        v.put("cpm", 0.1f);
        v.put("hash", new GenericData.Fixed(v.getSchema().getField("hash").schema(), new byte[3]));
        GenericData.Record record = new GenericData.Record(avro);
        record.put("blob", java.util.Map.of("x", List.of(ByteBuffer.wrap(new byte[] {1, 2}))));
        record.put("device", device);
        record.put("n", -7);
        record.put("at", 1_768_559_025_123L);
        record.put("v", v);
        record.put("open", true);
        Schema byId = settings("avro", "", List.of(), "http://localhost").over(STATION);
        EventBatch batch = Batches.of(byId, 100, List.of());
        EventDecoder decoder = EventDecoder.of(byId, id -> id == 3 ? writer : null);

        assertThat(decoder.decode(written(avro, record, 3), 0, batch)).isNull();
        assertThat(batch.csv(0)).isEqualTo("B2,-7,2026-01-16T10:23:45.123000,0.10000000149011612,,true,,attic");
        assertThat(batch.energy[0]).isEqualTo(0.1f);
        assertThat(decoder.unknownFields()).isEqualTo(3); // blob, serial and hash

        record.put("v", null);
        assertThat(decoder.decode(written(avro, record, 3), 1, batch).reason()).isEqualTo(RejectReason.MISSING_FIELD);
        assertThat(decoder.decode(written(avro, record, 4), 2, batch))
                .isEqualTo(new Reject(
                        RejectReason.UNKNOWN_SCHEMA, "found the id 4, of which the registry knows no schema"));
        assertThat(decoder.decode("{}".getBytes(StandardCharsets.UTF_8), 3, batch)
                        .reason())
                .isEqualTo(RejectReason.NOT_AVRO);
    }

    private static byte[] written(org.apache.avro.Schema schema, Object datum, int id) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(datum, encoder);
        return bytes.toByteArray();
    }

    /** What is read by a plan is what the strict decoder reads, of damaged records too; a plan is made for most. */
    @Test
    void plansSayWhatTheStrictDecoderSays() {
        Schema particles = settings("avro", "", List.of(), "").over(Schema.byDefault());
        for (Schema schema : List.of(as(Format.AVRO), particles)) {
            EventDecoder planned = EventDecoder.of(schema);
            EventDecoder strict = new StrictDecoder(schema);
            EventEncoder encoder = new EventEncoder(schema);
            EventBatch one = Batches.of(schema, 100, List.of());
            EventBatch other = Batches.of(schema, 100, List.of());
            Random random = new Random(3);
            List<SchemaEvent> stations = schema == particles ? List.of() : events(schema);
            for (int i = 0; i < 20_000; i++) {
                byte[] record =
                        encoder.encode(schema == particles ? particle(random) : stations.get(i % stations.size()));
                if (i % 3 == 0) {
                    record[random.nextInt(record.length)] = (byte) random.nextInt();
                }
                Reject found = planned.decode(record, i, one);
                assertThat(found).isEqualTo(strict.decode(record, i, other));
                if (found == null) {
                    assertThat(one.csv(0)).isEqualTo(other.csv(0));
                    assertThat(one.eventId[0]).isEqualTo(other.eventId[0]);
                    assertThat(one.timestampMicros[0]).isEqualTo(other.timestampMicros[0]);
                    assertThat(one.labelled[0]).isEqualTo(other.labelled[0]);
                    assertThat(one.fractionDigits[0]).isEqualTo(other.fractionDigits[0]);
                    assertThat(one.significantDigits[0]).isEqualTo(other.significantDigits[0]);
                    for (int slot = 0; slot < one.numbers.length; slot++) {
                        assertThat(Double.compare(one.numbers[slot][0], other.numbers[slot][0]))
                                .isZero();
                    }
                    for (int slot = 0; slot < one.codes.length; slot++) {
                        assertThat(one.codes[slot][0]).isEqualTo(other.codes[slot][0]);
                    }
                }
                one.clear();
                other.clear();
            }
            assertThat(planned.unknownFields()).isEqualTo(strict.unknownFields());
            assertThat(AvroPlan.of(AvroSchemas.of(schema), schema)).isNotNull();
        }
    }

    private static ParticleEvent particle(Random random) {
        double scale = Math.pow(10, random.nextInt(10) - 5);
        return new ParticleEvent(
                random.nextLong(),
                1_768_559_025_000_000L + random.nextInt(1_000_000_000),
                "p" + random.nextInt(5),
                Math.abs(random.nextGaussian()) * scale,
                Math.rint(random.nextGaussian() * 100) / 100,
                random.nextInt(100),
                random.nextGaussian() * scale,
                "D" + random.nextInt(20),
                random.nextBoolean());
    }

    /** Every damaged record has an answer, and takes no memory that it does not have. */
    @Test
    void bytesThatAreNoAvroAreRejected() {
        Schema schema = as(Format.AVRO);
        EventEncoder encoder = new EventEncoder(schema);
        EventDecoder decoder = EventDecoder.of(schema);
        EventBatch batch = Batches.of(schema, 100, List.of());
        Random random = new Random(11);
        byte[] good = encoder.encode(events(schema).get(0));
        int rejected = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int end = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
            rejected += decoder.decode(bytes, 0, end, i, batch) == null ? 0 : 1;
            batch.clear();
        }
        assertThat(rejected).isGreaterThan(10_000);
        byte[] large = new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        assertThat(decoder.decode(large, 0, batch).reason()).isEqualTo(RejectReason.TRUNCATED);
    }

    @Test
    void billionsOfEmptyItemsAreNoReasonToWait() {
        Schema schema = settings("avro", "", List.of(), "x").over(SchemaYaml.read("s.yml", """
                name: hits
                each: hits
                fields:
                  adc: {type: integer, from: hits.adc, presence: optional}
                """));
        String writer = """
                {"type":"record","name":"r","fields":[{"name":"hits","type":{"type":"array","items":
                  {"type":"record","name":"h","fields":[]}}}]}
                """;
        Framed framed = new Framed(FrameDecoder.of(schema, id -> writer), schema, 100);
        byte[] bytes = {0, 0, 0, 0, 1, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0};

        framed.read(bytes, 0, bytes.length, 0, true);

        assertThat(framed.told)
                .singleElement()
                .satisfies(told -> assertThat(told).contains("NOT_AVRO"));
    }

    @Test
    void whatIsConfiguredStandsInTheSchemasWords() {
        for (Schema schema : List.of(
                settings("csv", ";", List.of("n", "at", "device.urn"), "").over(STATION),
                settings("avro", "", List.of(), "http://localhost:8085").over(STATION),
                new FormSettings("", 200_000, List.of(), "", "", "").over(STATION))) {
            assertThat(SchemaYaml.read("again.yml", schema.text())).isEqualTo(schema);
            assertThat(schema.hash()).isNotEqualTo(STATION.hash());
        }
        assertThat(settings("", "", List.of(), "").over(STATION)).isSameAs(STATION);
    }

    @Test
    void wrongWordsAreRefused() {
        assertThatThrownBy(() -> settings("xml", "", List.of(), "").over(STATION))
                .isInstanceOf(SchemaFault.class)
                .hasMessageContaining("event.format: found 'xml', expected json, csv, avro");
        assertThatThrownBy(() -> settings("csv", ";;", List.of(), "").over(STATION))
                .hasMessageContaining("event.csv.separator");
        assertThatThrownBy(() -> settings("csv", "", List.of("no", "such"), "").over(STATION))
                .hasMessageContaining("of which no field stands in any");
        assertThatThrownBy(() -> new FormSettings("avro", 0, List.of(), "", "nowhere.avsc", "").over(STATION))
                .hasMessageContaining("event.avro.schema: found 'nowhere.avsc'");
    }
}

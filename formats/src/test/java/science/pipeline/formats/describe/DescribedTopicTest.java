package science.pipeline.formats.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import science.pipeline.codec.AvroDocuments;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.SchemaEvent;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.RecordRows;
import science.pipeline.schema.Form;
import science.pipeline.schema.Format;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;
import science.pipeline.schema.WriterSchemas;

/** What stands in a topic's records: events, lists of them, or something else than JSON. */
class DescribedTopicTest {

    private static RecordRows topic(List<byte[]> values) {
        List<RecordRows.Value> records = new ArrayList<>();
        values.forEach(value -> records.add(new RecordRows.Value("offset " + records.size(), value)));
        return new RecordRows("hits", records);
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theListThatMostRecordsHaveIsTheFrame() {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder hits = new StringBuilder();
            for (int hit = 0; hit < 3 + i % 5; hit++) {
                hits.append(hit > 0 ? "," : "")
                        .append("{\"channel\":\"C" + hit + "\",\"adc\":" + (100 + 7 * i + hit) + "}");
            }
            values.add(text("{\"crate\":{\"name\":\"north\"},\"time\":" + (1_768_559_025_000L + 20 * i)
                    + ",\"data\":{\"hits\":[" + hits + "]},\"tags\":[1,2,3,4,5,6]"
                    + ",\"errors\":[{\"code\":1}]}"));
        }
        values.add(text("{\"crate\":{\"name\":\"north\"},\"time\":1768559027000,\"data\":{\"hits\":[]}}"));

        Description description = Describer.topic("hits", topic(values));

        Schema schema = SchemaYaml.read("printed", description.text());
        assertThat(schema.form().each()).isEqualTo("data.hits");
        assertThat(schema.field("channel").orElseThrow().from()).isEqualTo("data.hits.channel");
        assertThat(schema.field("adc").orElseThrow().from()).isEqualTo("data.hits.adc");
        assertThat(schema.field(Role.TIME).orElseThrow().from()).isEqualTo("time");
        assertThat(description.text())
                .contains("# The list 'data.hits' looks like a frame: each of its elements is an event.")
                .contains("  tags: {type: numbers}  # 6 numbers each");
    }

    @Test
    void avroIsNamedWithItsSchemas() {
        List<byte[]> values = new ArrayList<>();
        for (int id : new int[] {7, 70_000, 7}) {
            values.add(ByteBuffer.allocate(9).put((byte) 0).putInt(id).array());
        }

        assertThatThrownBy(() -> Describer.topic("hits", topic(values)))
                .isInstanceOf(FileFault.class)
                .hasMessage("hits: found no JSON object among 3 values; most of them (3) are Avro with the schemas"
                        + " [7, 70000] (each value begins with a zero and its schema's number). Read them by"
                        + " --event.format=avro --event.avro.registry=http://HOST:PORT; with that registry describe"
                        + " prints a schema");
    }

    @Test
    void linesOfCsvAreDescribedByASchemaThatReadsThem() {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            values.add(text("2026-01-16T10:23:" + (10 + i) + "Z;" + i + ".5;S" + i % 3 + ";\"[1, " + i + "]\"\n"));
        }

        Description description = Describer.topic("loggers", topic(values));

        Schema schema = SchemaYaml.read("printed", description.text());
        assertThat(schema.form().format()).isEqualTo(Format.CSV);
        assertThat(schema.form().separator()).isEqualTo(';');
        assertThat(schema.fields())
                .extracting(field -> field.name() + " " + field.type().label())
                .containsExactly("column_1 time", "column_2 number", "column_3 name", "column_4 numbers");
        assertThat(description.text()).contains("# No record names the columns");
        assertReads(schema, values, WriterSchemas.NONE);
    }

    @Test
    void recordsThatNameTheirColumnsGiveTheirNames() {
        List<byte[]> values = new ArrayList<>(List.of(text("time,cpm (1/min),place")));
        for (int i = 0; i < 20; i++) {
            values.add(text("2026-01-16T10:23:" + (10 + i) + "Z," + i + ",attic"));
        }

        Description description = Describer.topic("loggers", topic(values));

        Schema schema = SchemaYaml.read("printed", description.text());
        assertThat(schema.form().columns()).containsExactly("time", "cpm (1/min)", "place");
        assertThat(description.text()).contains("# A record names the columns; it is rejected");
        assertReads(schema, values.subList(1, values.size()), WriterSchemas.NONE);
    }

    @Test
    void decimalCommasAreNotReadFromATopic() {
        assertThatThrownBy(() -> Describer.topic("hits", topic(List.of(text("a;1,5;2,25"), text("b;2,5;1,75")))))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining("records with decimal commas are not read");
    }

    @Test
    void avroIsDescribedByItsRegistrysSchemasOrByOneOfAll() {
        Schema sent = SchemaYaml.read("sent.yml", """
                name: counts
                format: avro
                fields:
                  station: {type: name, from: device.urn}
                  time:    {type: time, role: time}
                  n:       {type: integer}
                  rate:    {type: number, presence: optional}
                  wave:    {type: numbers, from: device.wave}
                """);
        WriterSchemas registry = id -> id == 7 ? EventEncoder.avroSchema(sent) : null;
        List<byte[]> marked = new ArrayList<>();
        List<byte[]> plain = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<String> cells = new ArrayList<>(List.of("S" + i % 4, "", "" + i * i, i + ".0", "[1.5," + i + "]"));
            cells.set(1, null);
            cells.set(3, i % 3 == 0 ? null : cells.get(3));
            SchemaEvent event = new SchemaEvent(sent, 1_768_559_025_000_000L + i, cells);
            marked.add(new EventEncoder(sent, 7).encode(event));
            plain.add(new EventEncoder(sent).encode(event));
        }

        RecordRows byId = topic(marked).as(AvroDocuments.byId(registry)::json);
        Schema schema = SchemaYaml.read(
                "printed",
                Describer.avro("hits", byId, new Form.Writer(true, "")).text());
        assertThat(schema.fields())
                .extracting(field -> field.from() + " " + field.type().label() + " " + field.presence())
                .containsExactly(
                        "device.urn name REQUIRED",
                        "device.wave numbers REQUIRED",
                        "time time REQUIRED",
                        "n integer REQUIRED",
                        "rate number OPTIONAL");
        assertReads(schema, marked, registry);

        String writer = EventEncoder.avroSchema(sent);
        RecordRows ofOne = topic(plain).as(AvroDocuments.of(writer)::json);
        assertReads(
                SchemaYaml.read(
                        "printed",
                        Describer.avro("hits", ofOne, new Form.Writer(false, writer))
                                .text()),
                plain,
                WriterSchemas.NONE);
        assertThatThrownBy(() -> topic(plain).as(AvroDocuments.byId(registry)::json))
                .isInstanceOf(FileFault.class)
                .hasMessageContaining("expected Avro");
    }

    @Test
    void damagedAvroTakesNoMemoryThatItDoesNotHave() {
        AvroDocuments documents = AvroDocuments.of(
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}]}");

        assertThatThrownBy(
                        () -> documents.json(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("than the record's bytes can hold");
        assertThatThrownBy(() -> documents.json(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** What was described is read by its description. */
    private static void assertReads(Schema schema, List<byte[]> values, WriterSchemas writers) {
        EventBatch batch = new EventBatch(NameTables.of(schema, 100));
        EventDecoder decoder = EventDecoder.of(schema, writers);
        for (byte[] value : values) {
            assertThat(decoder.decode(value, batch.size(), batch)).isNull();
        }
        assertThat(batch.size()).isEqualTo(values.size());
    }

    @Test
    void otherBytesAreNamed() {
        assertThatThrownBy(() -> Describer.topic("hits", topic(List.of(new byte[] {(byte) 0xFF, 1, 2}))))
                .hasMessageContaining("are bytes that are no text");
    }
}

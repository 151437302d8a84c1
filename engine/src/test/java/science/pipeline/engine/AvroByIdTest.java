package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.rows.MemoryDataset;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.FormSettings;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;
import science.pipeline.schema.WriterSchemas;

/** Schemas that records name by an id stand in the books once they are known, and hold from then on. */
class AvroByIdTest {

    private static final Schema COUNTS =
            new FormSettings("avro", 0, List.of(), "", "", "http://localhost").over(SchemaYaml.read("counts.yml", """
                    name: counts
                    fields:
                      n:    {type: integer, role: event_id}
                      more: {type: integer, presence: optional}
                    """));

    private static final String FIRST =
            "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"n\",\"type\":\"long\"}]}";
    private static final String SECOND = FIRST.replace("[{", "[{\"name\":\"more\",\"type\":\"int\"},{");

    private final Map<Integer, String> registry = new HashMap<>(Map.of(1, FIRST, 2, SECOND));
    private final MemoryDataset dataset = new MemoryDataset(0, COUNTS);
    private boolean isAway;

    private String ask(int id) {
        if (isAway) {
            throw new WriterSchemas.Away(false, "the registry is away", null);
        }
        return registry.get(id);
    }

    private Engine engine(Sink sink) {
        return new Engine(0, AnalysisConfiguration.defaults(COUNTS), 0, this::ask, sink, new EventPrinter() {
            @Override
            public void events(int partition, EventBatch batch, Verdicts verdicts) {}

            @Override
            public void rejected(int partition, long offset, Rejection rejection) {}
        });
    }

    /** @param values each below 64: a byte of Avro */
    private static void accept(Engine engine, int id, int... values) throws Exception {
        ByteBuffer record = ByteBuffer.allocate(5 + values.length).put((byte) 0).putInt(id);
        for (int value : values) {
            record.put((byte) (2 * value));
        }
        engine.accept(engine.nextOffset(), 0, record.array(), 0, record.capacity());
    }

    private String events() {
        return dataset.content().getOrDefault("all_events", "");
    }

    @Test
    void twoVersionsAreReadByTheirOwnSchemasAndAnUnknownIdIsAReject() throws Exception {
        try (Sink sink = dataset.takeOver()) {
            Engine engine = engine(sink);
            accept(engine, 1, 7);
            accept(engine, 2, 5, 8);
            accept(engine, 3, 9);
            sink.draft(engine.stand(), true).commit();
        }
        assertThat(events().lines().map(row -> row.substring(0, 3))).containsExactly("7,,", "8,5");
        assertThat(dataset.content().get("rejected"))
                .contains("\"reason\":\"unknown_schema\"")
                .contains("the id 3");
    }

    @Test
    void whatTheBooksKnowIsReadWhileTheRegistryIsAway() throws Exception {
        try (Sink sink = dataset.takeOver()) {
            Engine engine = engine(sink);
            accept(engine, 1, 7);
            sink.draft(engine.stand(), true).commit();
        }
        isAway = true;
        try (Sink sink = dataset.takeOver()) {
            assertThat(sink.stand().writers()).containsOnly(Map.entry(1, FIRST));
            Engine engine = engine(sink);
            accept(engine, 1, 8);
            sink.draft(engine.stand(), false).commit();
            assertThatThrownBy(() -> accept(engine, 2, 5, 9)).isInstanceOf(WriterSchemas.Away.class);
        }
        isAway = false;
        try (Sink sink = dataset.takeOver()) {
            Engine engine = engine(sink);
            assertThat(engine.nextOffset()).isEqualTo(2);
            accept(engine, 2, 5, 9);
            sink.draft(engine.stand(), true).commit();
        }
        assertThat(events().lines().map(row -> row.substring(0, 2))).containsExactly("7,", "8,", "9,");
        assertThat(dataset.content()).doesNotContainKey("rejected");
    }

    @Test
    void anIdThatChangesItsMeaningIsRefused() throws Exception {
        try (Sink sink = dataset.takeOver()) {
            Engine engine = engine(sink);
            accept(engine, 1, 7);
            sink.draft(engine.stand(), true).commit();
        }
        registry.put(1, SECOND);
        try (Sink sink = dataset.takeOver()) {
            Engine engine = engine(sink);
            assertThatThrownBy(() -> accept(engine, 1, 8))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("another Avro schema for the id 1")
                    .hasMessageContaining("Nothing was changed");
        }
    }

    @Test
    void aTextIsNoAvro() throws Exception {
        try (Sink sink = dataset.takeOver()) {
            Engine engine = engine(sink);
            byte[] text = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);
            engine.accept(0, 0, text, 0, text.length);
            sink.draft(engine.stand(), true).commit();
        }
        assertThat(dataset.content().get("rejected")).contains("\"reason\":\"not_avro\"");
    }
}

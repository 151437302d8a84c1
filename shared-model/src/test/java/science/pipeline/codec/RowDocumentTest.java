package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;

/** What was a row once becomes the same row again, to the bit. */
@Execution(ExecutionMode.CONCURRENT)
class RowDocumentTest {

    private static final long RECORD_MICROS = 1_768_559_025_000_000L;

    /** Enough that each odd value has met each type of field, with and without presence, scale and format. */
    private static final int STREAMS = 200;

    @Test
    void eachRowOfAnySchemaIsReadBackToTheBit() {
        long rows = 0;
        for (int seed = 0; seed < STREAMS; seed++) {
            RandomStream stream = new RandomStream(seed);
            rows += readBack(stream.schema, stream.documents(300));
        }
        assertThat(rows).isGreaterThan(STREAMS * 100L);
    }

    @Test
    void eachRowOfTheDefaultSchemaIsReadBackToTheBit() {
        Schema schema = Schema.byDefault();
        for (NamingHabit habit : NamingHabit.values()) {
            RandomDocuments documents = new RandomDocuments(habit.ordinal(), schema, habit);
            for (int i = 0; i < 4; i++) {
                List<byte[]> some = new ArrayList<>();
                for (int n = 0; n < 300; n++) {
                    some.add(documents.usual().getBytes(StandardCharsets.UTF_8));
                    some.add(documents.unusual());
                }
                readBack(schema, some);
            }
        }
    }

    @Test
    void theDefaultSchemasDocumentsAreReadByTheFastDecoder() {
        assertThat(CanonicalShape.isParticles(RowDocument.schema(Schema.byDefault())))
                .isTrue();
    }

    @Test
    void aRowOfAnotherNumberOfCellsIsNone() {
        RowDocument document = new RowDocument(Schema.byDefault(), columns(Schema.byDefault()));
        assertThatThrownBy(() -> document.read(new byte[] {'1', ',', '2'}, 0, 3))
                .hasMessage("found 2 cells, expected 14");
    }

    private static long readBack(Schema schema, List<byte[]> documents) {
        EventBatch first = Batches.of(schema, 10_000, List.of());
        first.recordMicros = RECORD_MICROS;
        EventDecoder decoder = EventDecoder.of(schema);
        for (byte[] document : documents) {
            decoder.decode(document, first.size() + 7, first);
        }
        EventBatch second = Batches.of(schema, 10_000, List.of());
        EventDecoder again = EventDecoder.of(RowDocument.schema(schema));
        RowDocument row = new RowDocument(schema, columns(schema));
        for (int i = 0; i < first.size(); i++) {
            String line = first.csv(i) + ",false,0.00,,3," + first.offset[i];
            if (columns(schema).contains(Schema.RECORD_TIME)) {
                line += "," + EventTime.format(RECORD_MICROS);
            }
            byte[] bytes = ("x\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
            row.read(bytes, 2, bytes.length - 1);
            second.recordMicros = row.recordMicros();
            Reject reject = again.decode(row.bytes(), 0, row.length(), row.offset(), second);
            assertThat(reject).as(line).isNull();
        }
        assertSame(first, second);
        return first.size();
    }

    private static void assertSame(EventBatch first, EventBatch second) {
        int rows = first.size();
        assertThat(second.size()).isEqualTo(rows);
        for (int row = 0; row < rows; row++) {
            assertThat(second.csv(row)).isEqualTo(first.csv(row));
            assertThat(facts(second, row)).as(first.csv(row)).isEqualTo(facts(first, row));
        }
    }

    private static List<Object> facts(EventBatch batch, int row) {
        List<Object> facts = new ArrayList<>(
                List.of(batch.offset[row], batch.eventId[row], batch.timestampMicros[row], batch.labelled[row]));
        // Whether the record held what stands for an absent number, or nothing, no row tells.
        if (batch.schema.fields().stream()
                .noneMatch(field -> PrintedPrecision.isKinematic(field.role())
                        && field.presence() == Presence.OPTIONAL
                        && field.value() != null)) {
            facts.addAll(List.of(batch.fractionDigits[row], batch.significantDigits[row]));
        }
        Arrays.stream(batch.numbers).forEach(column -> facts.add(Double.doubleToRawLongBits(column[row])));
        for (int slot = 0; slot < batch.codes.length; slot++) {
            facts.add(batch.names.tables().get(slot).name(batch.codes[slot][row]));
        }
        return facts;
    }

    private static List<String> columns(Schema schema) {
        return List.of(schema.fileHeader().split(","));
    }
}

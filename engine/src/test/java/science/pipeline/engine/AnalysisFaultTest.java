package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;

class AnalysisFaultTest {

    private static final ArithmeticException FAULT = new ArithmeticException("/ by zero");

    @Test
    void aFaultNamesPartitionAndOffsetsAndKeepsItsTrace() {
        EventBatch batch = new EventBatch(NameTables.of(Schema.byDefault(), 1));
        batch.append(17, 0);
        batch.append(40, 0);
        assertThatThrownBy(() -> AnalysisFault.refused(3, batch, events -> {
                    throw FAULT;
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("partition 3@17 (events up to offset 40)")
                .hasMessageContaining("/ by zero")
                .hasCause(FAULT);
    }
}

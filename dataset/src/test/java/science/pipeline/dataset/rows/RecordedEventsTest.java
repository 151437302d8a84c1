package science.pipeline.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;

class RecordedEventsTest {

    @TempDir
    Path root;

    private ResultsFolder folder;
    private final EventBatch batch = new EventBatch(NameTables.of(Schema.byDefault(), 10));

    @BeforeEach
    void openFolder() {
        folder = ResultsFolder.open(root);
    }

    @Test
    void eventsComeBackAsTheyWereAcceptedOverAllFilesOfThePartition() throws IOException, Fenced {
        // Small files, so that the events are spread over several of them; every 50th record is no event.
        try (Rows rows = Rows.takeOver(folder, 0, "owner", 10_000)) {
            for (int end = 500; end <= 3000; end += 500) {
                rows.appendUpTo(end).commit();
            }
        }
        List<Long> offsets = new ArrayList<>();
        List<Double> energies = new ArrayList<>();
        RecordedEvents recorded = RecordedEvents.of(folder);
        boolean toTheEnd = recorded.read(0, batch, () -> {
            for (int row = 0; row < batch.size(); row++) {
                offsets.add(batch.offset[row]);
                energies.add(batch.energy[row]);
                assertThat(batch.csv(row)).startsWith(batch.eventId[row] + ",2026-01-16T");
            }
            return true;
        });
        assertThat(toTheEnd).isTrue();
        assertThat(recorded.total()).isEqualTo(2940);
        assertThat(offsets).hasSize(2940).isSorted().doesNotHaveDuplicates();
        assertThat(energies.get(0)).isEqualTo(150);
        assertThat(energies.get(1)).isEqualTo(10);
        assertThat(batch.names.particleTypes().names()).contains("photon");
    }

    @Test
    void whatIsNotCommittedIsNotRead() throws IOException, Fenced {
        long[] read = {0};
        try (Rows rows = Rows.takeOver(folder, 0, "owner")) {
            rows.appendUpTo(100).commit().appendUpTo(40_000);
            RecordedEvents.of(folder).read(0, batch, () -> {
                read[0] += batch.size();
                return true;
            });
        }
        assertThat(read[0]).isEqualTo(98);
    }

    @Test
    void readingEndsWhenItIsTold() throws IOException, Fenced {
        int[] batches = {0};
        try (Rows rows = Rows.takeOver(folder, 0, "owner")) {
            rows.appendUpTo(5000).commit();
            boolean toTheEnd = RecordedEvents.of(folder).read(0, batch, () -> ++batches[0] < 2);
            assertThat(toTheEnd).isFalse();
        }
        assertThat(batches[0]).isEqualTo(2);
    }
}

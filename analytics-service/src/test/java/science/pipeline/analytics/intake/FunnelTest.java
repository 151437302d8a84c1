package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analytics.dataset.Beginning;
import science.pipeline.analytics.dataset.PartitionCounts;
import science.pipeline.analytics.dataset.PartitionDataset;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.Source;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.Reject;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;
import science.pipeline.event.ParticleEvent;

/** Records of one partition, gaps among them: the ledger's equations hold after each. */
class FunnelTest {

    private static final EventPrinter SILENT = new EventPrinter() {
        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {}

        @Override
        public void rejected(int partition, long offset, Reject reject) {}
    };

    @TempDir
    Path root;

    private final EventEncoder encoder = new EventEncoder(Layout.PARTICLE_EVENT);
    private PartitionDataset dataset;
    private Funnel funnel;

    @BeforeEach
    void open() throws Exception {
        ResultsFolder folder = ResultsFolder.open(root);
        ResultsFolder.Identity identity = folder.identify(new Source("events", "id", "cluster"));
        dataset = PartitionDataset.takeOver(folder, new Beginning("owner", identity, 0, 0, "hash"), Long.MAX_VALUE);
        // No topic for copies, so the template is never asked to connect.
        DeadLetters off = new DeadLetters(new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())), "");
        funnel = new Funnel(0, dataset, AnalysisConfiguration.defaults(), 0, off.copies(), SILENT);
    }

    @Test
    void eventsAndRejectsAddUpToWhatWasReceived() throws Exception {
        funnel.accept(List.of(event(0), record(1, "no event"), event(2), record(3, null)));

        PartitionCounts counts = funnel.counts();
        assertThat(counts.received()).isEqualTo(4);
        assertThat(counts.accepted()).isEqualTo(2);
        assertThat(counts.rejected()).containsOnly(Map.entry("not_json", 1L), Map.entry("tombstone", 1L));
        assertTheBooksClose();
    }

    @Test
    void aGapIsReadOnceMoreBeforeItCountsAsSkipped() throws Exception {
        assertThat(funnel.accept(List.of(event(0), event(3)))).isEqualTo(1);
        assertThat(funnel.nextOffset()).isEqualTo(1);
        assertThat(funnel.counts().skipped()).isZero();

        assertThat(funnel.accept(List.of(event(3)))).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.counts().skipped()).isEqualTo(2);
        assertTheBooksClose();
    }

    @Test
    void whatTheSecondReadingFindsIsNotSkipped() throws Exception {
        funnel.accept(List.of(event(0), event(3)));
        assertThat(funnel.accept(List.of(event(1), event(2), event(3)))).isEqualTo(Funnel.NO_GAP);

        assertThat(funnel.counts().skipped()).isZero();
        assertThat(funnel.counts().accepted()).isEqualTo(4);
    }

    @Test
    void aPositionBeyondTheLastRecordIsReadOnceMoreToo() throws Exception {
        funnel.accept(List.of(event(0)));

        assertThat(funnel.positionMoved(1)).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.positionMoved(2)).isEqualTo(1);
        assertThat(funnel.positionMoved(2)).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.nextOffset()).isEqualTo(2);
        assertTheBooksClose();
    }

    @Test
    void anOffsetThatComesAgainIsTrouble() throws Exception {
        funnel.accept(List.of(event(0), event(1)));
        assertThatThrownBy(() -> funnel.accept(List.of(event(0)))).hasMessageContaining("expected 2");
    }

    @Test
    void pollsOfAnySizeGiveTheSameLedger() throws Exception {
        funnel.accept(LongStream.range(0, 5000).mapToObj(this::event).toList());
        for (long offset = 5000; offset < 5200; offset++) {
            funnel.accept(List.of(event(offset)));
        }
        assertThat(funnel.counts().accepted()).isEqualTo(5200);
        assertThat(funnel.counts().selected()).containsEntry("high_energy_events", 5200L / 4);
        assertTheBooksClose();
    }

    private void assertTheBooksClose() {
        PartitionCounts counts = funnel.counts();
        assertThat(counts.received()).isEqualTo(counts.accepted() + counts.rejectedTotal());
        assertThat(funnel.nextOffset() - dataset.firstOffset())
                .isEqualTo(counts.received() + counts.skipped() + counts.lost());
    }

    private ConsumerRecord<ByteBuffer, ByteBuffer> event(long offset) {
        double energy = offset % 4 == 0 ? 200 : 20;
        return new ConsumerRecord<>(
                "events",
                0,
                offset,
                ByteBuffer.allocate(0),
                ByteBuffer.wrap(encoder.encode(new ParticleEvent(
                        offset, 1_768_559_000_000_000L + offset, "photon", energy, 0, energy, 0, "DET_001", false))));
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> record(long offset, @Nullable String text) {
        ByteBuffer value = text == null ? null : StandardCharsets.UTF_8.encode(text);
        return new ConsumerRecord<>("events", 0, offset, ByteBuffer.allocate(0), value);
    }
}

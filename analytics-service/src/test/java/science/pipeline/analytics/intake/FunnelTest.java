package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.post.Outbox;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.analytics.post.Posted;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.engine.Engine;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Records of one partition, gaps among them: the ledger's equations hold after each. */
class FunnelTest {

    private static final EventPrinter SILENT = new EventPrinter() {
        @Override
        public void events(int partition, EventBatch batch, Verdicts verdicts) {}

        @Override
        public void rejected(int partition, long offset, Rejection rejection) {}
    };

    private static final TopicPartition PARTITION = new TopicPartition("events", 0);

    @TempDir
    Path root;

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private PartitionDataset dataset;
    private Funnel funnel;

    @BeforeEach
    void open() throws Exception {
        ResultsFolder folder = ResultsFolder.open(root);
        ResultsFolder.Identity identity = folder.identify(new Source("events", "id", "cluster"));
        dataset = PartitionDataset.takeOver(
                folder,
                new Beginning(
                        "test",
                        "owner",
                        identity,
                        0,
                        0,
                        new Setup(Schema.byDefault().text(), "hash")),
                Long.MAX_VALUE);
        Outbox off = new Outbox(
                new Outlets(new AnalyticsProperties.Topics("", "", ""), new Posted(), () -> 0), List.of(), Map.of());
        funnel = new Funnel(new Engine(0, AnalysisConfiguration.defaults(), 0, dataset, SILENT), null, off);
    }

    @Test
    void eventsAndRejectsAddUpToWhatWasReceived() throws Exception {
        accept(List.of(event(0), record(1, "no event"), event(2), record(3, null)));

        PartitionCounts counts = funnel.counts();
        assertThat(counts.received()).isEqualTo(4);
        assertThat(counts.accepted()).isEqualTo(2);
        assertThat(counts.rejected()).containsOnly(Map.entry("not_json", 1L), Map.entry("tombstone", 1L));
        assertTheBooksClose();
    }

    /**
     * As records of a compressed batch lie: in one array, the last one at its end. Each of these stopped a partition
     * once.
     */
    @Test
    void hostileRecordsAreRejectedOneByOneAndThoseBehindThemAreRead() throws Exception {
        String good = new String(encoder.encode(photon(0)), StandardCharsets.UTF_8);
        String unknown = IntStream.range(0, 300)
                .mapToObj(
                        i -> Integer.toBinaryString(512 + i).replace("0", "AB").replace("1", "B!"))
                .map(key -> "\"" + key + "\":1,")
                .collect(Collectors.joining());

        accept(together(
                good.replace("photon", "gamma"),
                good.substring(0, good.indexOf("part") + 4),
                good.replace(":200.0", ":\u0096200.0"),
                good.replace("{", "{" + unknown),
                "\uD83D\uDE00",
                good,
                good.substring(0, good.indexOf("part") + 4)));

        PartitionCounts counts = funnel.counts();
        assertThat(counts.accepted()).isEqualTo(3);
        assertThat(counts.unknownFields()).isEqualTo(300);
        assertThat(counts.rejected()).isEqualTo(Map.of("truncated", 2L, "not_utf8", 1L, "not_json", 1L));
        assertTheBooksClose();
    }

    private static List<ConsumerRecord<ByteBuffer, ByteBuffer>> together(String... values) {
        List<byte[]> bytes = Stream.of(values)
                .map(value -> value.getBytes(
                        value.indexOf('\u0096') < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1))
                .toList();
        ByteBuffer array = ByteBuffer.allocate(
                bytes.stream().mapToInt(value -> value.length).sum());
        List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
        for (byte[] value : bytes) {
            ByteBuffer view = array.slice(array.position(), value.length);
            array.put(value);
            records.add(new ConsumerRecord<>("events", 0, records.size(), ByteBuffer.allocate(0), view));
        }
        return records;
    }

    @Test
    void whatOnePollPassesOverIsSkippedAtOnce() throws Exception {
        assertThat(accept(List.of(event(0), event(3)))).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.counts().skipped()).isEqualTo(2);
        assertThat(funnel.accept(stretch(4, 7, List.of(event(4))))).isEqualTo(Funnel.NO_GAP);

        assertThat(funnel.nextOffset()).isEqualTo(7);
        assertThat(funnel.counts().skipped()).isEqualTo(4);
        assertTheBooksClose();
    }

    @Test
    void aPollThatWentOnWhereTheLastOneEndedVouchesForItsFirstOffsets() throws Exception {
        accept(List.of(event(0)));
        assertThat(funnel.accept(stretch(1, 3, List.of(event(2))))).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.accept(stretch(3, 4, List.of())))
                .as("a marker and nothing else")
                .isEqualTo(Funnel.NO_GAP);

        assertThat(funnel.counts().skipped()).isEqualTo(2);
        assertTheBooksClose();
    }

    @Test
    void aGapBetweenTwoPollsIsReadOnceMoreBeforeItCountsAsSkipped() throws Exception {
        accept(List.of(event(0)));
        assertThat(funnel.accept(stretch(2, 4, List.of(event(3))))).isEqualTo(1);
        assertThat(funnel.nextOffset()).isEqualTo(1);
        assertThat(funnel.counts().skipped()).isZero();

        assertThat(funnel.accept(stretch(4, 4, List.of(event(3))))).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.counts().skipped()).isEqualTo(2);
        assertTheBooksClose();
    }

    @Test
    void whatTheSecondReadingFindsIsNotSkipped() throws Exception {
        accept(List.of(event(0)));
        assertThat(funnel.accept(stretch(Stretch.UNKNOWN, 4, List.of(event(3)))))
                .isEqualTo(1);
        assertThat(funnel.accept(stretch(4, 4, List.of(event(1), event(2), event(3)))))
                .isEqualTo(Funnel.NO_GAP);

        assertThat(funnel.counts().skipped()).isZero();
        assertThat(funnel.counts().accepted()).isEqualTo(4);
    }

    @Test
    void aPollThatWasLostIsNoticedByTheOneBehindIt() throws Exception {
        PollChain chain = new PollChain();
        Poll first = poll(chain, 1, List.of(event(0)));
        poll(chain, 2, List.of(event(1)));
        Poll third = poll(chain, 3, List.of(event(2)));

        assertThat(funnel.accept(onlyStretch(first))).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.accept(onlyStretch(third)))
                .as("to be read once more from")
                .isEqualTo(1);
    }

    @Test
    void pollsOfOneChainVouchForTheMarkersBetweenThem() throws Exception {
        PollChain chain = new PollChain();
        assertThat(funnel.accept(onlyStretch(poll(chain, 1, List.of(event(0))))))
                .isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.accept(onlyStretch(poll(chain, 4, List.of(event(2))))))
                .isEqualTo(Funnel.NO_GAP);

        assertThat(funnel.counts().skipped()).isEqualTo(2);
        assertThat(funnel.skippedFrom()).isEqualTo(1);
        funnel.stand();
        assertThat(funnel.skippedFrom()).isEqualTo(Funnel.NO_GAP);
        assertTheBooksClose();
    }

    @Test
    void aPositionBeyondTheLastRecordIsReadOnceMoreToo() throws Exception {
        accept(List.of(event(0)));

        assertThat(funnel.positionMoved(1)).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.positionMoved(2)).isEqualTo(1);
        assertThat(funnel.positionMoved(2)).isEqualTo(Funnel.NO_GAP);
        assertThat(funnel.nextOffset()).isEqualTo(2);
        assertTheBooksClose();
    }

    @Test
    void anOffsetThatComesAgainIsTrouble() throws Exception {
        accept(List.of(event(0), event(1)));
        assertThatThrownBy(() -> accept(List.of(event(0)))).hasMessageContaining("expected 2");
    }

    @Test
    void pollsOfAnySizeGiveTheSameLedger() throws Exception {
        funnel.accept(
                new Stretch(0, LongStream.range(0, 5000).mapToObj(this::event).toList(), 5000));
        for (long offset = 5000; offset < 5200; offset++) {
            accept(List.of(event(offset)));
        }
        assertThat(funnel.counts().accepted()).isEqualTo(5200);
        assertThat(funnel.counts().selected()).containsEntry("high_energy_events", 5200L / 4);
        assertTheBooksClose();
    }

    /** One poll that began where the one before it had ended. */
    private long accept(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) throws Exception {
        return funnel.accept(
                stretch(funnel.nextOffset(), records.get(records.size() - 1).offset() + 1, records));
    }

    private static Stretch stretch(long begin, long end, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
        return new Stretch(begin, records, end);
    }

    private static Poll poll(PollChain chain, long next, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
        return (Poll) chain.onConsume(
                new ConsumerRecords<>(Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(next))));
    }

    private static Stretch onlyStretch(Poll poll) {
        return Objects.requireNonNull(Poll.stretches(poll).get(PARTITION));
    }

    private void assertTheBooksClose() {
        PartitionCounts counts = funnel.counts();
        assertThat(counts.received()).isEqualTo(counts.accepted() + counts.rejectedTotal());
        assertThat(funnel.nextOffset() - dataset.firstOffset())
                .isEqualTo(counts.received() + counts.skipped() + counts.lost());
    }

    private ConsumerRecord<ByteBuffer, ByteBuffer> event(long offset) {
        return new ConsumerRecord<>(
                "events", 0, offset, ByteBuffer.allocate(0), ByteBuffer.wrap(encoder.encode(photon(offset))));
    }

    private static ParticleEvent photon(long offset) {
        double energy = offset % 4 == 0 ? 200 : 20;
        return new ParticleEvent(
                offset, 1_768_559_000_000_000L + offset, "photon", energy, 0, energy, 0, "DET_001", false);
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> record(long offset, @Nullable String text) {
        ByteBuffer value = text == null ? null : StandardCharsets.UTF_8.encode(text);
        return new ConsumerRecord<>("events", 0, offset, ByteBuffer.allocate(0), value);
    }
}

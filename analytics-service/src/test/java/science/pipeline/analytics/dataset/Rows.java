package science.pipeline.analytics.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.AnalysisCounts;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;
import science.pipeline.event.ParticleEvent;

/**
 * An owner of a partition without Kafka: event n stands at offset n, one every 10 ms, every 7th at 150 GeV, and every
 * 50th record is no event. All are of one detector unless told otherwise.
 */
final class Rows implements AutoCloseable {

    static final Source SOURCE = new Source("events", "topic-id", "cluster-id");

    private final EventEncoder encoder = new EventEncoder(Layout.PARTICLE_EVENT);
    private final StrictDecoder decoder = new StrictDecoder(Layout.PARTICLE_EVENT);
    private final PartitionPipeline analysis;
    private final EventBatch batch;
    private final long base;
    final PartitionDataset dataset;
    private long next;
    private long rejected;
    private long wrongBy;
    private LongFunction<String> detectors = n -> "DET_001";

    /** Takes the partition over, and goes on from its newest commit. */
    static Rows takeOver(ResultsFolder folder, int partition, String owner) throws IOException, Fenced {
        return takeOver(folder, partition, owner, Long.MAX_VALUE);
    }

    static Rows takeOver(ResultsFolder folder, int partition, String owner, long rollBytes) throws IOException, Fenced {
        Beginning beginning = new Beginning(owner, folder.identify(SOURCE), partition, 0, "hash");
        return new Rows(PartitionDataset.takeOver(folder, beginning, rollBytes));
    }

    private Rows(PartitionDataset dataset) throws IOException {
        this.dataset = dataset;
        Stand stand = dataset.stand();
        AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
        analysis = stand.state().length == 0
                ? new PartitionPipeline(configuration)
                : PartitionPipeline.load(configuration, new DataInputStream(new ByteArrayInputStream(stand.state())));
        batch = analysis.newBatch();
        next = stand.nextOffset();
        base = stand.counts().rejectedTotal();
    }

    /** From now on the n-th event is of this detector. */
    Rows of(LongFunction<String> detectorOf) {
        detectors = detectorOf;
        return this;
    }

    /** From now on the clock of the events is wrong by so much; by 0 it is right again. */
    Rows wrongBy(Duration wrong) {
        wrongBy = wrong.toMillis() * 1000;
        return this;
    }

    /** Appends records up to an offset, exclusive. */
    Rows appendUpTo(long end) throws IOException {
        for (; next < end; next++) {
            if (next % 50 == 49) {
                keep();
                analysis.reject();
                rejected++;
                dataset.append(next, new Reject(RejectReason.NOT_JSON, "found no JSON"), new byte[] {'x'});
            } else {
                decoder.decode(encoder.encode(event(next)), next, batch);
                if (batch.isFull()) {
                    keep();
                }
            }
        }
        keep();
        return this;
    }

    private ParticleEvent event(long n) {
        double energy = n % 7 == 0 ? 150 : 10;
        return new ParticleEvent(
                n,
                1_768_559_000_000_000L + wrongBy + n * 10_000,
                "photon",
                energy,
                energy,
                0,
                0,
                detectors.apply(n),
                false);
    }

    private void keep() throws IOException {
        dataset.append(batch, analysis.analyse(batch));
        dataset.append(analysis.takeClosedWindows(), next);
        batch.clear();
    }

    PartitionDataset.Draft draft(boolean last) throws IOException {
        AnalysisCounts counts = analysis.counts();
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        analysis.save(new DataOutputStream(state));
        PartitionCounts ledger = new PartitionCounts(
                next,
                counts.accepted(),
                Map.of("not_json", base + rejected),
                0,
                0,
                0,
                0,
                counts.flagged(),
                counts.flaggedByLayer(),
                counts.selected(),
                counts.tallies(),
                counts.late(),
                counts.future(),
                counts.labelled(),
                counts.truePositives(),
                AlertCounts.NONE,
                Map.of());
        Long clock = analysis.clockMicros().isPresent() ? analysis.clockMicros().getAsLong() : null;
        return dataset.draft(new Stand(next, null, clock, ledger, List.of(), state.toByteArray()), last);
    }

    Rows commit() throws IOException, Fenced {
        dataset.commit(draft(false));
        return this;
    }

    /** Commits, and leaves in good order. */
    void leave() throws IOException, Fenced {
        dataset.commit(draft(true));
        close();
    }

    @Override
    public void close() throws IOException {
        dataset.close();
    }
}

package science.pipeline.analytics.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.dataset.sink.RejectedRecord;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.event.EventBatch;

/** Keeps what another sink keeps, and sends alerts to listeners. */
public final class TellingSink implements Sink {

    private final Sink kept;
    private final Outbox outbox;

    /** Of all alerts: the number of the partition. */
    private final byte[] key;

    public TellingSink(int partition, Sink kept, Outbox outbox) {
        this.kept = kept;
        this.outbox = outbox;
        this.key = Integer.toString(partition).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void alert(long offset, int index, byte[] document) {
        outbox.add(new Letter(Letter.To.ALERTS, key, document));
    }

    @Override
    public Stand stand() {
        return kept.stand();
    }

    @Override
    public long firstOffset() {
        return kept.firstOffset();
    }

    @Override
    public void append(EventBatch batch, Verdicts verdicts) throws IOException {
        kept.append(batch, verdicts);
    }

    @Override
    public void append(RejectedRecord rejected) throws IOException {
        kept.append(rejected);
    }

    @Override
    public void append(Collection<WindowContribution> windows, long offset) throws IOException {
        kept.append(windows, offset);
    }

    @Override
    public Draft draft(Stand stand, boolean last) throws IOException {
        return kept.draft(stand, last);
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }
}

package science.pipeline.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.RejectedRecord;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.event.EventBatch;

/** A sink of which one call fails, before or after its work is done; alerts are noted. */
final class FaultySink implements Sink {

    private final Sink sink;
    private final int failing;
    private final boolean afterwards;
    private final Map<String, String> alerts;
    private int calls;

    private interface Work {
        void run() throws IOException, Fenced;
    }

    /**
     * @param failing number of the call, from 1; 0 = none
     * @param alerts by offset and index
     */
    FaultySink(Sink sink, int failing, boolean afterwards, Map<String, String> alerts) {
        this.sink = sink;
        this.failing = failing;
        this.afterwards = afterwards;
        this.alerts = alerts;
    }

    int calls() {
        return calls;
    }

    private void call(Work work) throws IOException, Fenced {
        boolean fails = ++calls == failing;
        if (fails && !afterwards) {
            throw new IOException("injected before call " + calls);
        }
        work.run();
        if (fails) {
            throw new IOException("injected after call " + calls);
        }
    }

    private void hand(Work work) throws IOException {
        try {
            call(work);
        } catch (Fenced impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public Stand stand() {
        return sink.stand();
    }

    @Override
    public long firstOffset() {
        return sink.firstOffset();
    }

    @Override
    public void append(EventBatch batch, Verdicts verdicts) throws IOException {
        hand(() -> sink.append(batch, verdicts));
    }

    @Override
    public void append(RejectedRecord rejected) throws IOException {
        hand(() -> sink.append(rejected));
    }

    @Override
    public void append(Collection<WindowContribution> windows, long offset) throws IOException {
        hand(() -> sink.append(windows, offset));
    }

    @Override
    public void alert(long offset, int index, byte[] document) {
        alerts.put(offset + "." + index, new String(document, StandardCharsets.UTF_8));
        sink.alert(offset, index, document);
    }

    @Override
    public Draft draft(Stand stand, boolean last) throws IOException {
        Draft[] draft = new Draft[1];
        hand(() -> draft[0] = sink.draft(stand, last));
        return () -> call(draft[0]::commit);
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}

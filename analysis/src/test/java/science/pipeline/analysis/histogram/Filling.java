package science.pipeline.analysis.histogram;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;

/** A filler with its name tables, fed with events. */
final class Filling {

    private final List<HistogramDefinition> definitions;
    private final EventBatch batch = Events.batch();
    private final Quantities quantities = new Quantities(batch.schema);
    private final Columns columns = new Columns(quantities);
    private HistogramFiller filler;

    Filling(List<HistogramDefinition> definitions) {
        this.definitions = definitions;
        filler = filler();
    }

    private HistogramFiller filler() {
        return new HistogramFiller(definitions, quantities, batch.names);
    }

    void fill(List<ParticleEvent> events) {
        for (int from = 0; from < events.size(); from += EventBatch.CAPACITY) {
            batch.clear();
            columns.clear();
            List<ParticleEvent> rest = events.subList(from, Math.min(events.size(), from + EventBatch.CAPACITY));
            rest.forEach(event -> Events.append(event, event.eventId(), batch));
            filler.fill(batch, columns);
        }
    }

    void restart() {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved()));
            filler = filler();
            filler.load(Histograms.load(in), in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] saved() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            filler.counted().save(out);
            filler.savePairs(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Histograms counted() {
        return filler.counted();
    }

    Histogram only() {
        return filler.counted().all().get(0);
    }
}

package science.pipeline.benchmarks.detection;

import java.util.List;
import science.pipeline.analysis.detect.Detection;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.Flags;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** One partition of the topic: events go through bytes, as they do in the pipeline, and are detected in batches. */
final class Partition {

    /** As many as the pipeline has by default. */
    static final int COUNT = 4;

    /** Takes what was found in a batch. */
    interface Found {
        void batch(Partition partition, EventBatch batch, Flags flags);
    }

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private final StrictDecoder decoder;
    private final EventBatch batch;
    private final Detection detection;
    private final Flags flags = new Flags();
    private final Found found;
    private long offset;
    private long nanos;

    /** @param schema of what it reads: fields of particle events, not all of them */
    Partition(DetectionConfiguration configuration, Schema schema, Found found) {
        this.found = found;
        decoder = new StrictDecoder(schema);
        batch = new EventBatch(NameTables.of(schema, 1000));
        detection = new Detection(configuration, batch.names);
    }

    /** The partition of an event when the detector is the key. */
    static int of(ParticleEvent event) {
        return Math.floorMod(event.detectorId().hashCode(), COUNT);
    }

    void add(ParticleEvent event) {
        if (decoder.decode(encoder.encode(event), offset++, batch) != null) {
            throw new IllegalStateException("The decoder refuses " + event);
        }
        if (batch.isFull()) {
            detect();
        }
    }

    /** Detects what is in the batch. */
    void detect() {
        long start = System.nanoTime();
        detection.detect(batch, flags);
        nanos += System.nanoTime() - start;
        found.batch(this, batch, flags);
        batch.clear();
    }

    List<String> layers() {
        return detection.layers();
    }

    /** Time spent detecting. */
    long nanos() {
        return nanos;
    }
}

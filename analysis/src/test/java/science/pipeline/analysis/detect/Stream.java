package science.pipeline.analysis.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import science.pipeline.analysis.Events;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** One partition under detection, as the pipeline drives it, and what came out by event. */
final class Stream {

    /** What came out for an event. */
    record Found(ParticleEvent event, boolean flagged, int scoreHundredths, String reasons) {

        boolean flaggedBy(String layer) {
            return flagged && reasons.contains(layer + ":");
        }
    }

    private final DetectionConfiguration configuration;
    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private final StrictDecoder decoder = new StrictDecoder(Schema.byDefault());
    private final Flags flags = new Flags();
    private final List<Found> found = new ArrayList<>();
    private final List<ParticleEvent> pending = new ArrayList<>();
    private EventBatch batch;
    private Detection detection;
    private long offset;

    Stream(DetectionConfiguration configuration) {
        this.configuration = configuration;
        batch = newBatch();
        detection = new Detection(configuration, batch.names);
    }

    private EventBatch newBatch() {
        return Events.batch();
    }

    /** All events through one partition. */
    static List<Found> detect(DetectionConfiguration configuration, List<ParticleEvent> events) {
        Stream stream = new Stream(configuration);
        events.forEach(stream::add);
        return stream.found();
    }

    /** All events through four partitions keyed by detector. */
    static List<Found> detectInFourPartitions(DetectionConfiguration configuration, List<ParticleEvent> events) {
        Map<Integer, Stream> partitions = new TreeMap<>();
        for (ParticleEvent event : events) {
            int partition = Math.floorMod(event.detectorId().hashCode(), 4);
            partitions
                    .computeIfAbsent(partition, p -> new Stream(configuration))
                    .add(event);
        }
        List<Found> all = new ArrayList<>();
        partitions.values().forEach(stream -> all.addAll(stream.found()));
        return all;
    }

    void add(ParticleEvent event) {
        if (decoder.decode(encoder.encode(event), offset++, batch) != null) {
            throw new IllegalArgumentException("The decoder refuses " + event);
        }
        pending.add(event);
        if (batch.isFull()) {
            cut();
        }
    }

    /** Ends the batch here. */
    void cut() {
        if (batch.size() == 0) {
            return;
        }
        detection.detect(batch, flags);
        for (int row = 0; row < batch.size(); row++) {
            found.add(new Found(pending.get(row), flags.flagged[row], flags.scoreHundredths[row], flags.reasons(row)));
        }
        batch.clear();
        pending.clear();
    }

    /** A person says here that what a detector does is normal. */
    void forget(String detector) {
        cut();
        detection.forget(batch.names.detectors().find(detector));
    }

    /** Saves here, and goes on as another process would. */
    void restart() {
        cut();
        try {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            detection.save(new DataOutputStream(saved));
            batch = newBatch();
            detection = new Detection(configuration, batch.names);
            detection.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Found> found() {
        cut();
        return found;
    }

    Detection detection() {
        return detection;
    }

    List<LayerStatus> status() {
        return detection.status();
    }

    /** Why a row of the batch that was cut last is flagged. */
    Explanation explanation(int row) {
        return flags.explanation(row);
    }
}

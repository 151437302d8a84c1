package science.pipeline.benchmarks.hotpath;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.FirstInstant;
import science.pipeline.producer.source.synthetic.SyntheticProperties;
import science.pipeline.producer.source.synthetic.SyntheticProperties.Resolution;
import science.pipeline.producer.source.synthetic.SyntheticProperties.Spectrum;
import science.pipeline.producer.source.synthetic.SyntheticSource;
import science.pipeline.schema.Schema;

/** The producer's default events: 207 bytes in the mean, one in a hundred faulty, as documents and in batches. */
final class Batches {

    /** So many batches in turn: more than a core's caches hold, as in a stream. */
    static final int COUNT = 64;

    static final int EVENTS = COUNT * EventBatch.CAPACITY;

    private static final int EVENTS_PER_SECOND = 1000;
    private static final long SPAN_MICROS = EVENTS * 1_000_000L / EVENTS_PER_SECOND;

    private Batches() {}

    static ParticleEvent[] events() {
        SyntheticProperties settings = new SyntheticProperties(
                42,
                20,
                0.01,
                2,
                null,
                FirstInstant.of("2026-01-16T10:00:00Z"),
                new Spectrum(0.5, 2000, 20, 2),
                new Resolution(0, 0),
                SyntheticProperties.PARTICLES,
                Map.of(),
                SyntheticProperties.allKindsAlike());
        ParticleEvent[] events = new ParticleEvent[EVENTS];
        try (SyntheticSource source = new SyntheticSource(settings, EVENTS_PER_SECOND, Clock.systemUTC())) {
            for (int i = 0; i < EVENTS; i++) {
                events[i] = source.next();
            }
        }
        return events;
    }

    static byte[][] documents(ParticleEvent[] events) {
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        return Arrays.stream(events).map(encoder::encode).toArray(byte[][]::new);
    }

    /** All events, decoded into batches that {@code newBatch} makes. */
    static EventBatch[] of(Supplier<EventBatch> newBatch) {
        byte[][] documents = documents(events());
        EventDecoder decoder = EventDecoder.of(Schema.byDefault());
        EventBatch[] batches = new EventBatch[COUNT];
        for (int i = 0; i < EVENTS; i++) {
            if (i % EventBatch.CAPACITY == 0) {
                batches[i / EventBatch.CAPACITY] = newBatch.get();
            }
            decoder.decode(documents[i], i, batches[i / EventBatch.CAPACITY]);
        }
        return batches;
    }

    /** Lets a batch come again as a stream would bring it: later than all others, neither late nor a repetition. */
    static void moveOn(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            batch.timestampMicros[row] += SPAN_MICROS;
        }
    }
}

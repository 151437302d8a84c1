package science.pipeline.benchmarks.detection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import science.pipeline.benchmarks.detection.Sample.Labelled;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.FirstInstant;
import science.pipeline.producer.source.synthetic.SyntheticProperties;
import science.pipeline.producer.source.synthetic.SyntheticProperties.Resolution;
import science.pipeline.producer.source.synthetic.SyntheticProperties.Spectrum;
import science.pipeline.producer.source.synthetic.SyntheticSource;
import science.pipeline.schema.Schema;

/** Events of the producer's own synthetic source. */
final class SyntheticStreams {

    private static final FirstInstant START = FirstInstant.of("2026-01-16T10:00:00Z");
    private static final double EVENTS_PER_SECOND = 1000;
    static final int DETECTORS = 20;
    private static final int DECIMALS = 2;

    /** As the electromagnetic calorimeter of CMS has it, about (JINST 3 (2008) S08004). */
    private static final double STOCHASTIC = 0.03;

    private static final double CONSTANT = 0.01;
    private static final double FAULTY = 0.01;

    private SyntheticStreams() {}

    /** An endless stream without faults whose kinematics close to the last digit. */
    static SyntheticSource exactSource(long seed) {
        return source(0, 0, 0, seed);
    }

    /** An endless stream without faults whose energies have a resolution. */
    static SyntheticSource smearedSource(long seed) {
        return source(STOCHASTIC, CONSTANT, 0, seed);
    }

    /** Events without faults whose kinematics close to the last digit. */
    static List<ParticleEvent> exact(int count) {
        return take(count, exactSource(3));
    }

    /** Events without faults whose energies have a resolution. */
    static List<ParticleEvent> smeared(int count) {
        return take(count, smearedSource(3));
    }

    /** Events with the faults that the source itself makes up; which fault it is remains unknown. */
    static Sample labelled(int count, boolean smeared) {
        SyntheticSource source = source(smeared ? STOCHASTIC : 0, smeared ? CONSTANT : 0, FAULTY, 3);
        List<Labelled> events = take(count, source).stream()
                .map(event -> new Labelled(event, event.anomaly() ? Fault.OF_THE_SOURCE : null))
                .toList();
        return new Sample("synthetic, " + (smeared ? "smeared" : "exact"), Schema.byDefault(), events);
    }

    private static SyntheticSource source(double stochastic, double constant, double anomalyRate, long seed) {
        SyntheticProperties properties = new SyntheticProperties(
                seed,
                DETECTORS,
                anomalyRate,
                DECIMALS,
                null,
                START,
                new Spectrum(0.5, 2000, 20, 2),
                new Resolution(stochastic, constant),
                SyntheticProperties.PARTICLES,
                Map.of(),
                SyntheticProperties.allKindsAlike());
        return new SyntheticSource(properties, EVENTS_PER_SECOND, Clock.systemUTC());
    }

    private static List<ParticleEvent> take(int count, SyntheticSource source) {
        List<ParticleEvent> events = new ArrayList<>(count);
        try (source) {
            for (int i = 0; i < count; i++) {
                events.add(source.next());
            }
        }
        return events;
    }
}

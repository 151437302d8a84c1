package science.pipeline.producer.source.synthetic;

import java.time.Clock;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;

/** An endless stream of events: the n-th event of all runs has the id n. */
public final class SyntheticSource implements Source {

    private static final double MICROS_PER_SECOND = 1e6;

    private final SyntheticProperties settings;
    private final double microsPerEvent;
    private final Clock clock;
    private final ParticleMix particles;
    private final Faults faults;
    private final Measurement measurement;
    private final String[] detectorNames;

    private long number;

    /** The event whose instant is {@link #originMicros}; known once the first event was asked for. */
    private long origin = -1;

    private long originMicros;

    /** Event time that earlier runs have not reached. */
    private long earliestMicros;

    /** @param eventsPerSecond of event time, unless the settings say otherwise; more than 0 */
    public SyntheticSource(SyntheticProperties settings, double eventsPerSecond, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        Double eventRate = settings.eventRate();
        microsPerEvent = MICROS_PER_SECOND / (eventRate == null ? eventsPerSecond : eventRate);
        particles = new ParticleMix(settings.particles(), settings.masses());
        faults = new Faults(settings.seed(), settings.anomalyRate(), settings.anomalies(), settings.detectors());
        measurement = new Measurement(settings, particles, faults);
        detectorNames = IntStream.rangeClosed(1, settings.detectors())
                .mapToObj("DET_%03d"::formatted)
                .toArray(String[]::new);
    }

    @Override
    public ParticleEvent next() {
        if (origin < 0) {
            // A fixed start belongs to event 0 of all runs, now belongs to the first event of this run.
            origin = settings.start().fixed().isPresent() ? 0 : number;
            originMicros = settings.start().micros(clock, earliestMicros);
        }
        long current = number++;
        // A stuck channel sends the measurement that began the episode, again and again.
        boolean stuck = faults.stuckRecord.indexOf(current) > 0;
        measurement.take(stuck ? faults.stuckRecord.start() : current);
        return new ParticleEvent(
                current,
                originMicros + (long) ((current - origin) * microsPerEvent),
                particles.name(measurement.type),
                measurement.energy,
                measurement.px,
                measurement.py,
                measurement.pz,
                detectorNames[measurement.detector],
                measurement.faulty || stuck);
    }

    @Override
    public Position position() {
        return new Position(0, number - 1);
    }

    @Override
    public void seek(Position position) {
        number = position.index();
    }

    @Override
    public boolean beginsNow() {
        return settings.start().isNow();
    }

    @Override
    public void goOnAfter(long micros) {
        earliestMicros = micros + (long) Math.ceil(microsPerEvent);
    }

    @Override
    public OptionalLong remaining() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalInt identity() {
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

package science.pipeline.event;

import java.time.Instant;
import java.util.Objects;

/**
 * One detector event, immutable, as it travels on the wire.
 *
 * @param eventId identifier of the event; several particles of one collision share it
 * @param timestampMicros instant of the event, microseconds since 1970-01-01T00:00:00Z
 * @param particleType name of the particle type, as {@code muon}; an open list
 * @param energyGev total energy, GeV
 * @param momentumXGev momentum along x, GeV (c = 1)
 * @param momentumYGev momentum along y, GeV
 * @param momentumZGev momentum along z (the beam), GeV
 * @param detectorId name of the detector that recorded it
 * @param anomaly the sender's truth label; never an input of a detector
 */
public record ParticleEvent(
        long eventId,
        long timestampMicros,
        String particleType,
        double energyGev,
        double momentumXGev,
        double momentumYGev,
        double momentumZGev,
        String detectorId,
        boolean anomaly)
        implements Event {

    public ParticleEvent {
        Objects.requireNonNull(particleType, "particleType");
        Objects.requireNonNull(detectorId, "detectorId");
    }

    @Override
    public ParticleEvent at(long micros) {
        return new ParticleEvent(
                eventId,
                micros,
                particleType,
                energyGev,
                momentumXGev,
                momentumYGev,
                momentumZGev,
                detectorId,
                anomaly);
    }

    @Override
    public String detector() {
        return detectorId;
    }

    @Override
    public String id() {
        return Long.toString(eventId);
    }

    /** The instant of the event. */
    public Instant timestamp() {
        return EventTime.toInstant(timestampMicros);
    }
}

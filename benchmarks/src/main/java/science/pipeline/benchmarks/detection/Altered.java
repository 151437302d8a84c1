package science.pipeline.benchmarks.detection;

import science.pipeline.event.ParticleEvent;

/** Copies of an event with other measurements. */
final class Altered {

    private final Printing printing;

    Altered(Printing printing) {
        this.printing = printing;
    }

    ParticleEvent energy(ParticleEvent event, double energy) {
        return with(event, energy, event.momentumXGev(), event.momentumYGev(), event.momentumZGev());
    }

    ParticleEvent with(ParticleEvent event, double energy, double x, double y, double z) {
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                event.particleType(),
                printing.print(energy),
                printing.print(x),
                printing.print(y),
                printing.print(z),
                event.detectorId(),
                true);
    }

    /** The same momentum in another direction. */
    ParticleEvent direction(ParticleEvent event, double phi, double eta) {
        double momentum = momentum(event);
        double transverse = momentum / Math.cosh(eta);
        return with(
                event,
                event.energyGev(),
                transverse * Math.cos(phi),
                transverse * Math.sin(phi),
                momentum * Math.tanh(eta));
    }

    /** What another event measured, at this event's time and place. */
    static ParticleEvent measurement(ParticleEvent event, ParticleEvent other) {
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                other.particleType(),
                other.energyGev(),
                other.momentumXGev(),
                other.momentumYGev(),
                other.momentumZGev(),
                event.detectorId(),
                true);
    }

    static ParticleEvent at(ParticleEvent event, long id, long micros) {
        return new ParticleEvent(
                id,
                micros,
                event.particleType(),
                event.energyGev(),
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                event.detectorId(),
                true);
    }

    static double momentum(ParticleEvent event) {
        return Math.sqrt(event.momentumXGev() * event.momentumXGev()
                + event.momentumYGev() * event.momentumYGev()
                + event.momentumZGev() * event.momentumZGev());
    }
}

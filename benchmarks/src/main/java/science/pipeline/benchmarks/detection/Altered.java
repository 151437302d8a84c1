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

    /** Energy and momentum times a factor. */
    ParticleEvent scaled(ParticleEvent event, double factor) {
        return with(
                event,
                factor * event.energyGev(),
                factor * event.momentumXGev(),
                factor * event.momentumYGev(),
                factor * event.momentumZGev());
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

    /** The same with its transverse momentum turned. */
    ParticleEvent turned(ParticleEvent event, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return with(
                event,
                event.energyGev(),
                cos * event.momentumXGev() - sin * event.momentumYGev(),
                sin * event.momentumXGev() + cos * event.momentumYGev(),
                event.momentumZGev());
    }

    static ParticleEvent type(ParticleEvent event, String type) {
        return named(event, type, event.detectorId());
    }

    static ParticleEvent detector(ParticleEvent event, String detector) {
        return named(event, event.particleType(), detector);
    }

    private static ParticleEvent named(ParticleEvent event, String type, String detector) {
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                type,
                event.energyGev(),
                event.momentumXGev(),
                event.momentumYGev(),
                event.momentumZGev(),
                detector,
                true);
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

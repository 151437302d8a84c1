package science.pipeline.analysis.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import science.pipeline.event.ParticleEvent;

/**
 * A seeded stream of muons and electrons as a simple experiment records them: falling spectrum, eight detectors that
 * share the azimuth, |η| up to 2.4, intervals of a Poisson process, numbers with two decimals.
 */
final class Particles {

    static final int DETECTORS = 8;

    private static final long START = 1_768_559_020_000_000L;
    private static final double MUON_MASS = 0.1056583755;
    private static final double ELECTRON_MASS = 0.00051099895;

    private final Random random;
    private final double resolution;
    private long number;
    private double micros;

    /** @param resolution relative, of the energy; 0 for kinematics that close to the last digit */
    Particles(long seed, double resolution) {
        random = new Random(seed);
        this.resolution = resolution;
    }

    List<ParticleEvent> next(int count) {
        List<ParticleEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }

    ParticleEvent next() {
        int detector = random.nextInt(DETECTORS);
        double phi = 2 * Math.PI * (detector + random.nextDouble()) / DETECTORS - Math.PI;
        double eta = -2.4 + 4.8 * random.nextDouble();
        double momentum = 5 + 20 * (Math.pow(1 - random.nextDouble(), -0.5) - 1);
        boolean muon = random.nextInt(3) > 0;
        double mass = muon ? MUON_MASS : ELECTRON_MASS;
        double x = round(momentum / Math.cosh(eta) * Math.cos(phi));
        double y = round(momentum / Math.cosh(eta) * Math.sin(phi));
        double z = round(momentum * Math.tanh(eta));
        double energy = Math.sqrt(x * x + y * y + z * z + mass * mass);
        micros += -1000 * Math.log(1 - random.nextDouble());
        return new ParticleEvent(
                number++,
                START + (long) micros,
                muon ? "muon" : "electron",
                round(energy * (1 + resolution * random.nextGaussian())),
                x,
                y,
                z,
                "DET_" + detector,
                false);
    }

    static double round(double value) {
        return Math.rint(value * 100) / 100;
    }

    static ParticleEvent with(ParticleEvent event, double energy, double x, double y, double z) {
        return new ParticleEvent(
                event.eventId(),
                event.timestampMicros(),
                event.particleType(),
                round(energy),
                round(x),
                round(y),
                round(z),
                event.detectorId(),
                true);
    }

    static UnaryOperator<ParticleEvent> energyTimes(double factor) {
        return event -> with(
                event, event.energyGev() * factor, event.momentumXGev(), event.momentumYGev(), event.momentumZGev());
    }

    static UnaryOperator<ParticleEvent> allTimes(double factor) {
        return event -> with(
                event,
                event.energyGev() * factor,
                event.momentumXGev() * factor,
                event.momentumYGev() * factor,
                event.momentumZGev() * factor);
    }
}

package science.pipeline.producer.source.synthetic;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the detectors measure of one particle, a pure function of the settings and the event's number. Energy and
 * momentum close to the printed precision: the momentum is rounded first, the energy follows from what is printed.
 *
 * <p>Reused from event to event; the fields hold the particle taken last.
 */
final class Measurement {

    int type;
    int detector;
    double energy;
    double px;
    double py;
    double pz;
    boolean faulty;

    private static final double ABSURD_FROM_GEV = 1e5;
    private static final double ABSURD_TO_GEV = 9e8;
    private static final double FIRST_DRIFT = 0.02;
    private static final double LAST_DRIFT = 0.20;

    /** Soft events have up to this many times the least momentum of the spectrum. */
    private static final double SOFT = 4;

    private final int detectors;
    private final double decimal;
    private final double leastMomentum;
    private final SyntheticProperties.Resolution resolution;
    private final EventRandom random;
    private final ParticleMix particles;
    private final MomentumSpectrum spectrum;
    private final WeightedChoice detectorChoice;
    private final Directions directions;
    private final Faults faults;

    private double momentum;
    private @Nullable AnomalyKind fault;

    Measurement(SyntheticProperties settings, ParticleMix particles, Faults faults) {
        this.particles = particles;
        this.faults = faults;
        detectors = settings.detectors();
        decimal = StrictMath.pow(10, settings.decimals());
        leastMomentum = settings.spectrum().minGev();
        resolution = settings.resolution();
        random = new EventRandom(settings.seed());
        spectrum = new MomentumSpectrum(settings.spectrum());
        detectorChoice = new WeightedChoice(efficiencies(settings.seed(), detectors));
        directions = new Directions(detectors);
    }

    /**
     * The efficiencies of the detectors, 85 to 100 %. A particle that its detector misses is never seen: what is seen
     * is shared among the detectors in proportion to their efficiencies.
     */
    private static double[] efficiencies(long seed, int detectors) {
        EventRandom random = new EventRandom(~seed);
        return IntStream.range(0, detectors)
                .mapToDouble(detector -> {
                    random.seek(detector);
                    return random.uniform(0.85, 1);
                })
                .toArray();
    }

    void take(long eventNumber) {
        random.seek(eventNumber);
        type = particles.draw(random.uniform());
        detector = detectorChoice.at(random.uniform());
        momentum = spectrum.at(random.uniform());
        drawFault(eventNumber);
        aim();
        measureEnergy(eventNumber);
    }

    private void drawFault(long eventNumber) {
        fault = null;
        if (faults.hotChannel.indexOf(eventNumber) >= 0) {
            fault = AnomalyKind.HOT_CHANNEL;
            detector = EventRandom.below(detectors, faults.hotChannel.bits());
            momentum = leastMomentum * random.uniform(1, SOFT);
        } else if (faults.strikes(random)) {
            fault = faults.kind(random);
            if (fault == AnomalyKind.ABSURD_ENERGY) {
                momentum = ABSURD_FROM_GEV * StrictMath.pow(ABSURD_TO_GEV / ABSURD_FROM_GEV, random.uniform());
            }
        } else if (isDrifting(eventNumber)) {
            fault = AnomalyKind.GAIN_DRIFT;
        }
        faulty = fault != null;
    }

    private boolean isDrifting(long eventNumber) {
        return faults.gainDrift.indexOf(eventNumber) >= 0
                && EventRandom.below(detectors, faults.gainDrift.bits()) == detector;
    }

    private void aim() {
        int sector = fault == AnomalyKind.WRONG_DIRECTION ? (detector + detectors / 2) % detectors : detector;
        int phi = directions.phi(sector, random.bits());
        int eta = directions.eta(random.bits());
        px = rounded(momentum * directions.x(phi, eta));
        py = rounded(momentum * directions.y(phi, eta));
        pz = rounded(momentum * directions.z(eta));
    }

    private void measureEnergy(long eventNumber) {
        double squaredMomentum = px * px + py * py + pz * pz;
        // E² = p² + m² (c = 1)
        energy = smeared(Math.sqrt(squaredMomentum + particles.squaredMass(type)));
        if (fault == AnomalyKind.MISMEASURED_ENERGY) {
            energy *= random.uniform(1.05, 1.5);
        } else if (fault == AnomalyKind.MASS_SHELL) {
            energy = Math.sqrt(squaredMomentum) * random.uniform(0.3, 0.9);
        } else if (fault == AnomalyKind.GAIN_DRIFT) {
            double elapsed = (double) faults.gainDrift.indexOf(eventNumber) / faults.gainDrift.length();
            energy *= 1 + FIRST_DRIFT + (LAST_DRIFT - FIRST_DRIFT) * elapsed;
        }
        energy = rounded(energy);
    }

    private double smeared(double trueEnergy) {
        if (!resolution.isFinite() || trueEnergy == 0) {
            return trueEnergy;
        }
        double stochastic = resolution.stochastic() / Math.sqrt(trueEnergy);
        double sigma = Math.sqrt(stochastic * stochastic + resolution.constant() * resolution.constant());
        return Math.max(0, trueEnergy * (1 + sigma * random.normal()));
    }

    private double rounded(double value) {
        return Math.floor(value * decimal + 0.5) / decimal;
    }
}

package science.pipeline.producer.source.synthetic;

/**
 * Unit vectors from the collision point. The plane across the beam is shared out among the detectors, each looks at a
 * sector of the azimuth phi; along the beam all reach to a pseudorapidity |eta| of 2.4 (as the muon system of CMS,
 * JINST 3 (2008) S08004).
 *
 * <p>Tabulated: the steps in phi, 0.1 mrad, lie below the resolution of any such detector. A step is the sum of a
 * coarse and a fine angle, whose small tables stay near the processor.
 */
final class Directions {

    private static final int FINE_BITS = 8;
    private static final int FINE_STEPS = 1 << FINE_BITS;
    private static final int COARSE_STEPS = 1 << 8;
    private static final int PHI_STEPS = COARSE_STEPS * FINE_STEPS;
    private static final int ETA_STEPS = 1 << 12;
    private static final double MAX_ETA = 2.4;

    private final int sectors;
    private final double[] coarseCosine = new double[COARSE_STEPS];
    private final double[] coarseSine = new double[COARSE_STEPS];
    private final double[] fineCosine = new double[FINE_STEPS];
    private final double[] fineSine = new double[FINE_STEPS];
    private final double[] transverse = new double[ETA_STEPS];
    private final double[] longitudinal = new double[ETA_STEPS];

    Directions(int sectors) {
        this.sectors = sectors;
        for (int i = 0; i < COARSE_STEPS; i++) {
            double phi = -Math.PI + 2 * Math.PI * i / COARSE_STEPS;
            coarseCosine[i] = StrictMath.cos(phi);
            coarseSine[i] = StrictMath.sin(phi);
        }
        for (int i = 0; i < FINE_STEPS; i++) {
            double phi = 2 * Math.PI * (i + 0.5) / PHI_STEPS;
            fineCosine[i] = StrictMath.cos(phi);
            fineSine[i] = StrictMath.sin(phi);
        }
        for (int i = 0; i < ETA_STEPS; i++) {
            double eta = MAX_ETA * (2 * (i + 0.5) / ETA_STEPS - 1);
            // pT / p = 1 / cosh(eta) and pz / p = tanh(eta) (PDG, Review of Particle Physics, "Kinematics").
            transverse[i] = 1 / StrictMath.cosh(eta);
            longitudinal[i] = StrictMath.tanh(eta);
        }
    }

    /** A direction into a sector: the step in phi, from random bits. */
    int phi(int sector, long bits) {
        int first = (int) ((long) sector * PHI_STEPS / sectors);
        int end = (int) ((sector + 1L) * PHI_STEPS / sectors);
        return first + EventRandom.below(end - first, bits);
    }

    /** The step in eta, from random bits. */
    int eta(long bits) {
        return EventRandom.below(ETA_STEPS, bits);
    }

    double x(int phi, int eta) {
        int coarse = phi >>> FINE_BITS;
        int fine = phi & FINE_STEPS - 1;
        return transverse[eta] * (coarseCosine[coarse] * fineCosine[fine] - coarseSine[coarse] * fineSine[fine]);
    }

    double y(int phi, int eta) {
        int coarse = phi >>> FINE_BITS;
        int fine = phi & FINE_STEPS - 1;
        return transverse[eta] * (coarseSine[coarse] * fineCosine[fine] + coarseCosine[coarse] * fineSine[fine]);
    }

    double z(int eta) {
        return longitudinal[eta];
    }
}

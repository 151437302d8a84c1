package science.pipeline.producer.source.synthetic;

/**
 * A falling spectrum of momenta between a least and a greatest one: the share of particles above p falls as {@code (1 +
 * (p - min) / scale)^-slope}, a power law that flattens at low momenta as measured spectra do (Hagedorn, Riv. Nuovo
 * Cim. 6 (1983) 10).
 */
final class MomentumSpectrum {

    private static final int CELLS = 4096;

    /** Above this share of the particles the curve is too steep for straight lines between the table's points. */
    private static final double TABLE_ENDS = 255.0 / 256;

    private final SyntheticProperties.Spectrum shape;
    private final double shareAboveMax;
    private final double[] table = new double[CELLS + 1];

    MomentumSpectrum(SyntheticProperties.Spectrum shape) {
        this.shape = shape;
        shareAboveMax = StrictMath.pow(1 + (shape.maxGev() - shape.minGev()) / shape.scaleGev(), -shape.slope());
        for (int i = 0; i <= CELLS; i++) {
            table[i] = exact((double) i / CELLS);
        }
    }

    /** The momentum in GeV below which this share of the particles lies. */
    double at(double share) {
        if (share >= TABLE_ENDS) {
            return exact(share);
        }
        double place = share * CELLS;
        int cell = (int) place;
        return table[cell] + (table[cell + 1] - table[cell]) * (place - cell);
    }

    private double exact(double share) {
        double above = 1 - share * (1 - shareAboveMax);
        return shape.minGev() + shape.scaleGev() * (StrictMath.pow(above, -1 / shape.slope()) - 1);
    }
}

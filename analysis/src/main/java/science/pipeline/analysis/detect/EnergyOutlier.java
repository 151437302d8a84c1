package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

/**
 * Is the energy out of the ordinary for its particle type? The distance is {@code |ln (E / median)|}: in it falling
 * power-law spectra have exponential tails (E. Fermi, Phys. Rev. 75, 1169, 1949), the form that {@link Tail} extends.
 * Energies above and below the median have a tail each, for spectra are anything but symmetric.
 */
final class EnergyOutlier implements Layer {

    static final String NAME = "energy_outlier";

    private final PerName<Spectrum> spectra;
    private final long warmUp;
    private long seen;

    EnergyOutlier(long warmUp, NameTable particleTypes) {
        this.warmUp = warmUp;
        spectra = new PerName<>(particleTypes, type -> new Spectrum(warmUp));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            Spectrum spectrum = spectra.get(batch.particleType[row]);
            double energy = batch.energy[row];
            double score = spectrum.score(energy);
            evidence.put(row, score, energy, spectrum.median(), spectrum.lastDistance());
        }
        seen += size;
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, seen);
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features().with("energy_gev", batch.energy[row]).values();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        spectra.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        seen = in.readLong();
        spectra.load(in);
    }
}

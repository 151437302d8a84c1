package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Role;

/**
 * Is the energy out of the ordinary for its particle type, or for its detector where events have none? The distance is
 * {@code |ln (E / median)|}: in it falling power-law spectra have exponential tails (E. Fermi, Phys. Rev. 75, 1169,
 * 1949), the form that {@link Tail} extends. Energies above and below the median have a tail each, for spectra are
 * anything but symmetric.
 */
final class EnergyOutlier implements Layer {

    static final Set<Role> NEEDS = Set.of(Role.ENERGY);

    static final String NAME = "energy_outlier";

    private final PerName<Spectrum> spectra;
    private final boolean byDetector;

    /** Of all detectors together: there are many of them, and each has few events. */
    private final Tail above;

    private final Tail below;
    private final Suspicion suspicion;
    private final long warmUp;
    private long seen;

    EnergyOutlier(long warmUp, NameTables names) {
        this.warmUp = warmUp;
        byDetector = !names.schema().has(Role.PARTICLE_TYPE);
        above = new Tail(Tail.SILENT, warmUp / 2);
        below = new Tail(Tail.SILENT, warmUp / 2);
        suspicion = new Suspicion(names.detectors());
        spectra = byDetector
                ? new PerName<>(names.detectors(), name -> new Spectrum(above, below, false))
                : new PerName<>(names.particleTypes(), name -> new Spectrum(warmUp));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void score(EventBatch batch, Evidence evidence) {
        int size = batch.size();
        int[] codes = byDetector ? batch.detector : batch.particleType;
        for (int row = 0; row < size; row++) {
            double energy = batch.energy[row];
            if (Double.isNaN(energy)) {
                evidence.none(row);
                continue;
            }
            Spectrum spectrum = spectra.get(codes[row]);
            double score = spectrum.score(energy);
            evidence.put(row, score, energy, spectrum.median(), spectrum.lastDistance());
            evidence.side[row] = spectrum.median() > 0 ? spectrum.lastDistance() : Double.NaN;
            if (suspicion.teaches(batch.detector[row], score)) {
                spectrum.learn(energy);
            } else {
                evidence.withheld[row] = true;
            }
            seen++;
        }
    }

    /**
     * Of particles. What an instrument measures of its surroundings goes with the day, and stays on one side for hours.
     */
    @Override
    public boolean tellsSides() {
        return !byDetector;
    }

    @Override
    public void forget(int detector) {
        suspicion.forget(detector);
        if (byDetector) {
            spectra.forget(detector);
        }
    }

    @Override
    public LayerStatus status() {
        return LayerStatus.warmingUpBefore(warmUp, NAME, seen);
    }

    @Override
    public Map<String, Double> features(EventBatch batch, int row) {
        return new Features().with(Role.ENERGY, batch, batch.energy[row]).values();
    }

    @Override
    public String unit(EventBatch batch) {
        return batch.schema.unitOf(batch.schema.nameOf(Role.ENERGY, ""));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        spectra.save(out);
        if (byDetector) {
            above.save(out);
            below.save(out);
        }
        suspicion.save(out);
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void load(DataInput in) throws IOException {
        load(in, version());
    }

    /** Before its version 2 it suspected nobody. */
    @Override
    public void load(DataInput in, int version) throws IOException {
        seen = in.readLong();
        spectra.load(in);
        if (byDetector) {
            above.load(in);
            below.load(in);
        }
        if (version > 1) {
            suspicion.load(in);
        }
    }
}

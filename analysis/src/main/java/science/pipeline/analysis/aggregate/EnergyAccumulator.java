package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Energies of one group of events: their moments and their histogram. */
final class EnergyAccumulator {

    final Moments moments;
    final LogHistogram histogram;

    EnergyAccumulator() {
        this(new Moments(), new LogHistogram());
    }

    EnergyAccumulator(Moments moments, LogHistogram histogram) {
        this.moments = moments;
        this.histogram = histogram;
    }

    /** @param bin of the energy, by {@link LogBins#of} */
    void add(double energy, int bin) {
        moments.add(energy);
        histogram.add(bin);
    }

    void merge(EnergyAccumulator other) {
        moments.merge(other.moments);
        histogram.merge(other.histogram);
    }

    EnergyAccumulator copy() {
        EnergyAccumulator copy = new EnergyAccumulator();
        copy.merge(this);
        return copy;
    }

    void save(DataOutput out) throws IOException {
        moments.save(out);
        histogram.save(out);
    }

    static EnergyAccumulator load(DataInput in) throws IOException {
        return new EnergyAccumulator(Moments.load(in), LogHistogram.load(in));
    }
}

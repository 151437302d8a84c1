package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of one measure in one window, as they were counted. Immutable.
 *
 * @param name of the field or quantity
 * @param unit of its values; empty for none
 * @param all of all events that have it; their histogram is the sum of those by particle type
 * @param byParticleType of those of each particle type
 * @param byDetector of those of each detector
 */
record MeasuredValues(
        String name,
        String unit,
        Moments all,
        SortedMap<String, ValueSpectrum> byParticleType,
        SortedMap<String, ValueSpectrum> byDetector) {

    /**
     * Writes it; the names of groups stand elsewhere.
     *
     * @param particleTypes names of all of them, in ascending order
     * @param detectors the same
     */
    void save(Set<String> particleTypes, Set<String> detectors, DataOutput out) throws IOException {
        out.writeUTF(name);
        out.writeUTF(unit);
        all.save(out);
        save(byParticleType, particleTypes, out);
        save(byDetector, detectors, out);
    }

    static MeasuredValues load(Set<String> particleTypes, Set<String> detectors, DataInput in) throws IOException {
        return new MeasuredValues(
                in.readUTF(), in.readUTF(), Moments.load(in), groups(particleTypes, in), groups(detectors, in));
    }

    private static void save(SortedMap<String, ValueSpectrum> groups, Set<String> names, DataOutput out)
            throws IOException {
        for (String name : names) {
            groups.getOrDefault(name, ValueSpectrum.empty()).save(out);
        }
    }

    private static SortedMap<String, ValueSpectrum> groups(Set<String> names, DataInput in) throws IOException {
        SortedMap<String, ValueSpectrum> groups = new TreeMap<>();
        for (String name : names) {
            ValueSpectrum spectrum = ValueSpectrum.load(in);
            if (spectrum.count() > 0) {
                groups.put(name, spectrum);
            }
        }
        return groups;
    }
}

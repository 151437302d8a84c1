package science.pipeline.analysis.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * How many events there were, whatever values they have.
 *
 * @param all of them
 * @param particleTypeField the name of the field that has the particle type; empty for none
 * @param byParticleType those of each particle type; without a field under {@value Schema#ONE_DETECTOR}
 * @param detectorField the name of the field that has the detector; empty for none
 * @param byDetector those of each detector; without a field under {@value Schema#ONE_DETECTOR}
 */
record EventCounts(
        long all,
        String particleTypeField,
        SortedMap<String, Long> byParticleType,
        String detectorField,
        SortedMap<String, Long> byDetector) {

    static EventCounts of(
            Schema schema, long all, SortedMap<String, Long> byParticleType, SortedMap<String, Long> byDetector) {
        return new EventCounts(
                all,
                schema.nameOf(Role.PARTICLE_TYPE, ""),
                byParticleType,
                schema.nameOf(Role.DETECTOR, ""),
                byDetector);
    }

    /** With those of other events. The first one says what the fields are called. */
    EventCounts plus(EventCounts other) {
        return new EventCounts(
                all + other.all,
                particleTypeField,
                sum(byParticleType, other.byParticleType),
                detectorField,
                sum(byDetector, other.byDetector));
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }

    void save(DataOutput out) throws IOException {
        VarLong.write(all, out);
        out.writeUTF(particleTypeField);
        save(byParticleType, out);
        out.writeUTF(detectorField);
        save(byDetector, out);
    }

    static EventCounts load(DataInput in) throws IOException {
        return new EventCounts(VarLong.read(in), in.readUTF(), loadCounts(in), in.readUTF(), loadCounts(in));
    }

    static void save(SortedMap<String, Long> counts, DataOutput out) throws IOException {
        VarLong.write(counts.size(), out);
        for (var entry : counts.entrySet()) {
            out.writeUTF(entry.getKey());
            VarLong.write(entry.getValue(), out);
        }
    }

    static SortedMap<String, Long> loadCounts(DataInput in) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int size = VarLong.readInt(in); size > 0; size--) {
            counts.put(in.readUTF(), VarLong.read(in));
        }
        return counts;
    }
}

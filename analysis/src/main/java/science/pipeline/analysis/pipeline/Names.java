package science.pipeline.analysis.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import science.pipeline.event.NameTable;

/**
 * The names of one partition. Bounded, so that hostile names cannot fill the memory; those that the configuration
 * speaks of have a place beyond the bounds.
 */
record Names(NameTable particleTypes, NameTable detectors) {

    private static final int MOST_PARTICLE_TYPES = 200;
    private static final int MOST_DETECTORS = 2_000;

    static Names of(AnalysisConfiguration configuration) {
        return of(configuration, List.of(), List.of());
    }

    void save(DataOutput out) throws IOException {
        save(particleTypes, out);
        save(detectors, out);
    }

    /** Saved names keep their numbers, whatever the configuration speaks of now. */
    static Names load(AnalysisConfiguration configuration, DataInput in) throws IOException {
        List<String> particleTypes = loadNames(in);
        List<String> detectors = loadNames(in);
        return of(configuration, particleTypes, detectors);
    }

    private static Names of(
            AnalysisConfiguration configuration, List<String> savedParticleTypes, List<String> savedDetectors) {
        return new Names(
                table(MOST_PARTICLE_TYPES, configuration.particleTypeNames(), savedParticleTypes),
                table(MOST_DETECTORS, configuration.detectorNames(), savedDetectors));
    }

    private static NameTable table(int most, Set<String> configured, List<String> saved) {
        Set<String> known = new LinkedHashSet<>(saved);
        known.addAll(configured);
        // The table adds the known names to its capacity; a restart must not enlarge it.
        int further = Math.max(0, most + configured.size() - known.size());
        return new NameTable(further, known);
    }

    private static void save(NameTable table, DataOutput out) throws IOException {
        List<String> names = table.names();
        out.writeInt(names.size() - 1);
        for (String name : names.subList(NameTable.OTHER + 1, names.size())) {
            out.writeUTF(name);
        }
    }

    private static List<String> loadNames(DataInput in) throws IOException {
        int size = in.readInt();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add(in.readUTF());
        }
        return names;
    }
}

package science.pipeline.analysis.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;

/**
 * The names of one partition, made and saved. Bounded, so that hostile names cannot fill the memory; those that the
 * configuration speaks of have a place beyond the bounds.
 */
final class Names {

    private static final int MOST = 200;
    private static final int MOST_DETECTORS = 2_000;

    private Names() {}

    static NameTables of(AnalysisConfiguration configuration) {
        return of(configuration, Map.of());
    }

    static void save(NameTables names, DataOutput out) throws IOException {
        List<Field> fields = names.fields();
        out.writeInt(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            out.writeUTF(fields.get(i).name());
            save(names.tables().get(i), out);
        }
    }

    /** Saved names keep their numbers, whatever the configuration speaks of now. */
    static NameTables load(AnalysisConfiguration configuration, DataInput in) throws IOException {
        Map<String, List<String>> saved = new LinkedHashMap<>();
        for (int tables = in.readInt(); tables > 0; tables--) {
            saved.put(in.readUTF(), loadNames(in));
        }
        return of(configuration, saved);
    }

    /** The form before there were schemas: particle types, then detectors. */
    static NameTables loadForm4(AnalysisConfiguration configuration, DataInput in) throws IOException {
        Map<String, List<String>> saved = new LinkedHashMap<>();
        saved.put(configuration.schema().nameOf(Role.PARTICLE_TYPE, ""), loadNames(in));
        saved.put(configuration.schema().nameOf(Role.DETECTOR, ""), loadNames(in));
        return of(configuration, saved);
    }

    private static NameTables of(AnalysisConfiguration configuration, Map<String, List<String>> saved) {
        Map<String, Set<String>> configured = configuration.names();
        return new NameTables(
                configuration.schema(),
                field -> table(
                        field.role() == Role.DETECTOR ? MOST_DETECTORS : MOST,
                        configured.getOrDefault(field.name(), Set.of()),
                        saved.getOrDefault(field.name(), List.of())));
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

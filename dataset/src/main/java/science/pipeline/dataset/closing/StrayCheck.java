package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.StatisticsPlaces;

/**
 * Looks for files that no commit and no manifest names. They are other people's, and noted; only what a reader would
 * take for a part, by the pattern {@code NAME_p*.csv} or by its form, is a fault.
 */
final class StrayCheck {

    private static final Pattern PART = Pattern.compile("[a-z][a-z0-9_]{0,40}_p\\d+-e\\d+-\\d+\\.(csv|jsonl|bin)");
    private static final Set<String> OURS = Set.of("README.md", ".commits", StatisticsPlaces.FOLDER, Manifest.NAME);

    private final ResultsFolder folder;
    private final FaultList faults;
    private final Set<String> named = new HashSet<>(OURS);
    private final Set<String> sealed = new HashSet<>();
    private final Set<String> kinds = new HashSet<>(Set.of(Kind.ALL_EVENTS, Kind.ANOMALIES, Kind.REJECTED));

    /** @param finalFiles what the manifest names, and statistics */
    StrayCheck(ResultsFolder folder, List<Commit> commits, Set<String> finalFiles, FaultList faults) {
        this.folder = folder;
        this.faults = faults;
        named.addAll(finalFiles);
        for (Commit commit : commits) {
            kinds.addAll(commit.counts().selected().keySet());
            for (Commit.DataFile file : commit.files()) {
                (file.in() == null ? named : sealed).add(file.name());
                kinds.add(file.fileName().kind());
            }
        }
    }

    void run() throws IOException {
        look(folder.root(), "");
        for (int partition : folder.partitions()) {
            Path place = folder.commits(partition);
            look(place, ".commits/" + place.getFileName() + "/");
        }
    }

    private void look(Path place, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (named.contains(name)) {
                    continue;
                }
                if (sealed.contains(name)) {
                    faults.note(name, "its rows are in a final file, sealing was broken off: finalize removes it");
                } else if (isTakenForAPart(name)) {
                    faults.add(
                            prefix + name, "no commit names it, and readers would take it for a part of the dataset");
                } else if (prefix.isEmpty() && !StatisticsPlaces.isName(name)) {
                    faults.note(name, "neither a commit nor the manifest names it; it is left alone");
                }
            }
        }
    }

    private boolean isTakenForAPart(String name) {
        return kinds.stream().anyMatch(kind -> isOf(kind, name))
                || PART.matcher(name).matches();
    }

    private static boolean isOf(String kind, String name) {
        return name.startsWith(kind + "_p") && (name.endsWith(".csv") || name.endsWith(".jsonl"));
    }
}

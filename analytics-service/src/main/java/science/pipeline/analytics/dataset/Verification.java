package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks a results folder without Kafka: every byte against its commit, rows against the ledger, offsets strictly
 * rising, the ledger's equations, the final files against the manifest, and that nothing else lies there.
 */
public final class Verification {

    private final ResultsFolder folder;
    private final List<String> faults = new ArrayList<>();
    private List<Commit> commits = List.of();

    private Verification(ResultsFolder folder) {
        this.folder = folder;
    }

    /**
     * @throws Refusal when a commit cannot be read
     * @throws IOException when the folder cannot
     */
    public static Verification of(ResultsFolder folder) throws IOException {
        Verification verification = new Verification(folder);
        verification.run();
        return verification;
    }

    /** Everything that is wrong, one sentence each. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The ledger as lines of a table. */
    public List<String> ledger() {
        return LedgerTable.of(Ledger.of(commits));
    }

    private void run() throws IOException {
        commits = folder.newestCommits();
        if (commits.isEmpty()) {
            faults.add(folder.root() + " holds no commit: it is no results folder, or an empty one");
            return;
        }
        for (Commit commit : commits) {
            checkPartition(commit);
        }
        checkFinal();
        checkStrays();
    }

    private void checkPartition(Commit commit) throws IOException {
        String partition = "partition " + commit.partition();
        PartitionCounts counts = commit.counts();
        expect(partition + ": received", counts.received(), counts.accepted() + counts.rejectedTotal());
        expect(
                partition + ": nextOffset − firstOffset",
                commit.nextOffset() - commit.firstOffset(),
                counts.received() + counts.skipped() + counts.lost());
        Map<String, Long> rows = checkFiles(commit);
        expectRows(partition, rows, Kind.ALL_EVENTS, counts.accepted());
        expectRows(partition, rows, Kind.ANOMALIES, counts.flagged());
        expectRows(partition, rows, Kind.REJECTED, counts.rejectedTotal());
        counts.selected().forEach((selection, count) -> expectRows(partition, rows, selection, count));
    }

    private Map<String, Long> checkFiles(Commit commit) throws IOException {
        Map<String, Long> rows = new HashMap<>();
        Map<String, OffsetCheck> offsets = new HashMap<>();
        List<Commit.DataFile> inOrder = new ArrayList<>(commit.files());
        inOrder.sort(Comparator.comparingLong(file -> file.fileName().firstOffset()));
        for (Commit.DataFile file : inOrder) {
            String kind = file.fileName().kind();
            OffsetCheck check = offsets.computeIfAbsent(
                    kind, any -> new OffsetCheck(kind, commit.partition(), commit.firstOffset(), commit.nextOffset()));
            try {
                long found = FileCheck.run(folder.file(file.fileName()), file, check, faults);
                rows.merge(kind, found, Long::sum);
            } catch (NoSuchFileException absent) {
                faults.add(file.name() + ": is missing");
            }
        }
        return rows;
    }

    private void expectRows(String partition, Map<String, Long> rows, String kind, long expected) {
        expect(partition + ": rows of " + kind, rows.getOrDefault(kind, 0L), expected);
    }

    private void expect(String what, long found, long expected) {
        if (found != expected) {
            faults.add(what + ": found " + found + ", expected " + expected);
        }
    }

    private void checkFinal() throws IOException {
        if (!Files.exists(folder.file(Manifest.NAME))) {
            return; // a dataset that is still being written has none
        }
        Manifest manifest = Manifest.find(folder).orElseThrow();
        if (!manifest.ledger().equals(Ledger.of(commits))) {
            faults.add(Manifest.NAME + ": its ledger is not that of the newest commits; build the final dataset again");
        }
        FinalFileWriter reader = new FinalFileWriter(folder);
        for (Manifest.FinalFile expected : manifest.files()) {
            if (!Files.exists(folder.file(expected.name()))) {
                faults.add(expected.name() + ": is missing");
                continue;
            }
            Manifest.FinalFile found = reader.describe(folder.file(expected.name()), expected.name(), expected.rows());
            if (!found.equals(expected)) {
                faults.add(expected.name() + ": found " + found.bytes() + " bytes with SHA-256 " + found.sha256()
                        + ", the manifest names " + expected.bytes() + " and " + expected.sha256());
            }
        }
    }

    /** Data files that no commit names are remains of a crash; the next start removes them. */
    private void checkStrays() throws IOException {
        for (Commit commit : commits) {
            Set<String> named =
                    commit.files().stream().map(Commit.DataFile::name).collect(Collectors.toSet());
            Set<String> strays = new TreeSet<>();
            folder.dataFiles(commit.partition()).stream()
                    .map(FileName::toString)
                    .filter(name -> !named.contains(name))
                    .forEach(strays::add);
            strays.forEach(name -> faults.add(name + ": no commit names it; the next start removes it"));
        }
    }
}

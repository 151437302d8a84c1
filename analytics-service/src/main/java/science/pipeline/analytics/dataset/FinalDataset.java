package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.select.Selection;

/**
 * Builds the whole dataset from the newest commits: ordered CSV and Parquet, alarms, the merged statistics, and the
 * manifest last. The same commits give the same bytes; memory does not grow with the dataset.
 */
public final class FinalDataset {

    private static final String SUFFIX = "_final.csv";
    private static final String ALL_PARQUET = "all_events_final.parquet";

    private final ResultsFolder folder;
    private final AnalysisConfiguration configuration;
    private final StatisticsFiles statistics;
    private final String version;

    public FinalDataset(
            ResultsFolder folder, AnalysisConfiguration configuration, StatisticsFiles statistics, String version) {
        this.folder = folder;
        this.configuration = configuration;
        this.statistics = statistics;
        this.version = version;
    }

    /**
     * Builds it; the former one is replaced. Reading may go on meanwhile; one build at a time.
     *
     * @param drained whether the topic holds nothing more, so that every window is complete
     * @return the closed books
     * @throws Refusal when a file is not as its commit names it
     */
    public synchronized Ledger build(boolean drained) throws IOException {
        List<Commit> commits = folder.newestCommits();
        Path workshop = Files.createDirectories(folder.commits().resolve("final"));
        try {
            List<Manifest.FinalFile> files = write(commits, drained, workshop);
            // From here to the manifest the folder holds no provable final dataset, so it names none.
            putAside(folder.file(Manifest.NAME));
            for (Manifest.FinalFile file : files) {
                Files.move(workshop.resolve(file.name()), folder.file(file.name()), StandardCopyOption.ATOMIC_MOVE);
            }
            removeFormer(files);
            statistics.writeAll(commits, drained);
            Ledger ledger = Ledger.of(commits);
            manifest(commits, ledger, files).write(folder);
            Files.deleteIfExists(former());
            folder.sweep();
            return ledger;
        } finally {
            remove(workshop);
        }
    }

    private List<Manifest.FinalFile> write(List<Commit> commits, boolean drained, Path workshop) throws IOException {
        FinalFileWriter writer = new FinalFileWriter(folder);
        List<Manifest.FinalFile> files = new ArrayList<>();
        for (Map.Entry<String, List<Commit.DataFile>> kind : parts(commits).entrySet()) {
            String name = kind.getKey() + SUFFIX;
            files.add(writer.write(workshop.resolve(name), name, kind.getValue()));
        }
        Path csv = workshop.resolve(Kind.ALL_EVENTS + SUFFIX);
        Path parquet = workshop.resolve(ALL_PARQUET);
        ParquetExport.write(csv, parquet, workshop);
        Durable.syncFile(parquet);
        long rows = files.stream()
                .filter(file -> file.name().equals(Kind.ALL_EVENTS + SUFFIX))
                .mapToLong(Manifest.FinalFile::rows)
                .sum();
        files.add(writer.describe(parquet, ALL_PARQUET, rows));
        if (configuration.watch().enabled()) {
            AlarmFile alarms = alarms(commits, drained);
            Durable.write(workshop.resolve(AlarmFile.NAME), alarms.bytes());
            files.add(writer.describe(workshop.resolve(AlarmFile.NAME), AlarmFile.NAME, alarms.rows()));
        }
        files.sort(Comparator.comparing(Manifest.FinalFile::name));
        return files;
    }

    private AlarmFile alarms(List<Commit> commits, boolean drained) throws IOException {
        AlarmFile alarms = new AlarmFile(configuration.watch());
        MergedWindows.of(folder, commits, configuration).forEach(window -> {
            if (drained || statistics.isPassed(window.get(0), commits)) {
                alarms.add(window);
            }
        });
        return alarms;
    }

    /** The CSV files of each kind in the order of partition and offset; kinds without rows have none. */
    private Map<String, List<Commit.DataFile>> parts(List<Commit> commits) {
        Map<String, List<Commit.DataFile>> parts = new TreeMap<>();
        for (String kind : kinds()) {
            parts.put(kind, new ArrayList<>());
        }
        for (Commit commit : commits) {
            commit.files().stream()
                    .filter(file -> Kind.isCsv(file.fileName().kind()))
                    .sorted(Comparator.comparingLong(file -> file.fileName().firstOffset()))
                    .forEach(file -> parts.computeIfAbsent(file.fileName().kind(), kind -> new ArrayList<>())
                            .add(file));
        }
        return parts;
    }

    private Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>(List.of(Kind.ALL_EVENTS, Kind.ANOMALIES));
        configuration.menu().enabled().stream().map(Selection::name).forEach(kinds::add);
        return kinds;
    }

    private Manifest manifest(List<Commit> commits, Ledger ledger, List<Manifest.FinalFile> files) throws IOException {
        ResultsFolder.Identity identity = folder.identity();
        List<Manifest.PartitionConfigurations> configurations = commits.stream()
                .map(commit -> new Manifest.PartitionConfigurations(commit.partition(), commit.configurations()))
                .toList();
        return new Manifest(
                identity.dataset(),
                identity.source(),
                version,
                configurations,
                ledger,
                files,
                CumulativeHistograms.of(commits, configuration.statistics().histograms()));
    }

    /** The manifest of the former build, until the new one stands: only what it names may be removed. */
    private Path former() {
        return folder.commits().resolve("former-manifest.json");
    }

    private void putAside(Path manifest) throws IOException {
        if (Files.exists(manifest)) {
            Files.move(manifest, former(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Final files of a former configuration would no longer belong to the manifest; all others are somebody's own. */
    private void removeFormer(List<Manifest.FinalFile> files) throws IOException {
        if (Files.exists(former())) {
            Set<String> names = files.stream().map(Manifest.FinalFile::name).collect(Collectors.toSet());
            for (String name : Manifest.names(former())) {
                if (!names.contains(name)) {
                    Files.deleteIfExists(folder.file(name));
                }
            }
        }
    }

    private static void remove(Path workshop) throws IOException {
        for (Path file : list(workshop)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(workshop);
    }

    private static List<Path> list(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList();
        }
    }
}

package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.select.Selection;

/**
 * Builds the whole dataset from the newest commits: ordered CSV and Parquet, alarms, the merged statistics, and the
 * manifest last. The same commits give the same bytes; memory does not grow with the dataset.
 */
public final class FinalDataset {

    static final String SUFFIX = "_final.csv";
    static final String ALL_PARQUET = "all_events_final.parquet";

    private final ResultsFolder folder;
    private final AnalysisConfiguration configuration;
    private final StatisticsFiles statistics;
    private final List<FinalFormat> formats;
    private final String version;

    public FinalDataset(
            ResultsFolder folder,
            AnalysisConfiguration configuration,
            StatisticsFiles statistics,
            List<FinalFormat> formats,
            String version) {
        this.folder = folder;
        this.configuration = configuration;
        this.statistics = statistics;
        this.formats = List.copyOf(formats);
        this.version = version;
    }

    /**
     * Whether whoever read partitions has left them in good order: no newest commit names a file that its owner still
     * appends to. Of instances that end, the last one sees it.
     */
    public boolean isLeft() throws IOException {
        return folder.newestBooks().stream()
                .flatMap(commit -> commit.files().stream())
                .noneMatch(Commit.DataFile::open);
    }

    /**
     * Builds it; the former one is replaced. Reading may go on meanwhile.
     *
     * @param drained whether the topic holds nothing more, so that every window is complete
     * @return the closed books
     * @throws Refusal when a file is not as its commit names it
     * @throws Fenced when another instance has taken the building over
     */
    public synchronized Ledger build(boolean drained) throws IOException, Fenced {
        try (Workshop.Hold workshop = statistics.workshop().enter()) {
            List<Commit> commits = folder.newestCommits();
            while (true) {
                try {
                    return build(commits, drained, workshop);
                } catch (NoSuchFileException moved) {
                    if (!workshop.stands()) {
                        throw overtaken(moved);
                    }
                    List<Commit> newest = folder.newestCommits();
                    if (isSame(commits, newest)) {
                        throw missing(moved);
                    }
                    commits = newest; // a new owner has copied a file, and its commit names the copy
                } catch (IOException failed) {
                    if (!workshop.stands()) {
                        throw overtaken(failed);
                    }
                    throw failed;
                }
            }
        }
    }

    private static Fenced overtaken(IOException failed) {
        Fenced overtaken = new Fenced("Another instance has taken the building over.");
        overtaken.initCause(failed);
        return overtaken;
    }

    private static boolean isSame(List<Commit> commits, List<Commit> newest) {
        return numbers(commits).equals(numbers(newest));
    }

    private static List<Long> numbers(List<Commit> commits) {
        return commits.stream().map(Commit::number).toList();
    }

    private static Refusal missing(NoSuchFileException file) {
        return new Refusal("The file " + file.getFile() + " is missing, which a commit names. The final dataset was not"
                + " built. Restore the results folder from a copy, or read the topic anew into an empty one.");
    }

    private Ledger build(List<Commit> commits, boolean drained, Workshop.Hold workshop) throws IOException, Fenced {
        Ledger ledger = Ledger.of(commits);
        Optional<Manifest> former = Manifest.find(folder);
        // What was the end of the topic once is still that of the same books, even if nobody answers now.
        boolean atTheEnd = drained
                || former.filter(manifest ->
                                manifest.isOf(commits) && manifest.built().drained())
                        .isPresent();
        Manifest.Built built = new Manifest.Built(
                atTheEnd,
                configuration.statistics().lateness().toSeconds(),
                configuration.watch().enabled() ? configuration.watch() : null,
                formats);
        List<Manifest.FinalFile> files = write(commits, built, workshop);
        // From here to the manifest the folder holds no provable final dataset, so it names none.
        workshop.withdraw(Manifest.NAME);
        for (Manifest.FinalFile file : files) {
            workshop.install(file.name());
        }
        removeOthers(files, workshop);
        statistics.writeAll(commits, built, workshop);
        Durable.write(
                workshop.file(Manifest.NAME),
                manifest(commits, built, ledger, files).bytes());
        workshop.install(Manifest.NAME);
        Durable.syncFolder(folder.root());
        folder.sweep();
        return ledger;
    }

    private List<Manifest.FinalFile> write(List<Commit> commits, Manifest.Built built, Workshop.Hold workshop)
            throws IOException {
        FinalFileWriter writer = new FinalFileWriter(folder);
        List<Manifest.FinalFile> files = new ArrayList<>();
        long events = 0;
        for (Map.Entry<String, List<Commit.DataFile>> kind : parts(commits).entrySet()) {
            String name = kind.getKey() + SUFFIX;
            Manifest.FinalFile file = writer.write(workshop.file(name), name, kind.getValue());
            files.add(file);
            events = kind.getKey().equals(Kind.ALL_EVENTS) ? file.rows() : events;
        }
        if (built.formats().contains(FinalFormat.PARQUET)) {
            Path parquet = workshop.file(ALL_PARQUET);
            ParquetExport.write(workshop.file(Kind.ALL_EVENTS + SUFFIX), parquet, workshop.file("scratch"));
            Durable.syncFile(parquet);
            files.add(writer.describe(parquet, ALL_PARQUET, events));
        }
        if (built.watch() != null) {
            AlarmFile alarms = AlarmFile.of(folder, commits, built, built.watch());
            Durable.write(workshop.file(AlarmFile.NAME), alarms.bytes());
            files.add(writer.describe(workshop.file(AlarmFile.NAME), AlarmFile.NAME, alarms.rows()));
        }
        files.sort(Comparator.comparing(Manifest.FinalFile::name));
        return files;
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

    private Manifest manifest(List<Commit> commits, Manifest.Built built, Ledger ledger, List<Manifest.FinalFile> files)
            throws IOException {
        ResultsFolder.Identity identity = folder.identity();
        return new Manifest(
                identity.dataset(),
                identity.source(),
                version,
                commits.stream().map(Manifest.PartitionConfigurations::of).toList(),
                built,
                ledger,
                files,
                CumulativeHistograms.of(commits, List.of()));
    }

    /**
     * Final files of a former configuration would no longer belong to the manifest. Only what a manifest has named is
     * removed: all else is somebody's own.
     */
    private static void removeOthers(List<Manifest.FinalFile> files, Workshop.Hold workshop)
            throws IOException, Fenced {
        Set<String> names = files.stream().map(Manifest.FinalFile::name).collect(Collectors.toSet());
        for (Path manifest : workshop.left(Manifest.NAME)) {
            for (String name : Manifest.names(manifest)) {
                if (!names.contains(name)) {
                    workshop.withdraw(name);
                }
            }
        }
    }
}

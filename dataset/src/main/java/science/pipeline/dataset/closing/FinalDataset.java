package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.select.Selection;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Retention;
import science.pipeline.dataset.commit.Workshop;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.CumulativeHistograms;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.schema.Schema;

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
    private final FinalNames names;
    private final List<FinalFormat> formats;
    private final Retention retention;
    private final String version;

    /** Parts where they lie in the final files that were written last, by name. */
    private final Map<String, Commit.DataFile> slices = new HashMap<>();

    /** One that keeps all parts. */
    public FinalDataset(
            ResultsFolder folder,
            AnalysisConfiguration configuration,
            StatisticsFiles statistics,
            List<FinalFormat> formats,
            String version) {
        this(folder, configuration, statistics, formats, Retention.ALL, version);
    }

    public FinalDataset(
            ResultsFolder folder,
            AnalysisConfiguration configuration,
            StatisticsFiles statistics,
            List<FinalFormat> formats,
            Retention retention,
            String version) {
        this.retention = retention;
        this.folder = folder;
        this.configuration = configuration;
        this.statistics = statistics;
        this.names = new FinalNames(folder);
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

    /** How many bytes the commits name. */
    public long bytes() throws IOException {
        return folder.newestBooks().stream()
                .flatMap(commit -> commit.files().stream())
                .mapToLong(Commit.DataFile::bytes)
                .sum();
    }

    /**
     * Leaves it to be built later.
     *
     * @param drained whether the topic holds nothing more; whoever builds it then need not ask
     * @return the books as they are
     */
    public Ledger leave(boolean drained) throws IOException {
        List<Commit> commits = folder.newestCommits();
        if (drained) {
            EndOfTopic.note(folder, commits);
        }
        return Ledger.of(commits);
    }

    /** Whether the commits hold something that the manifest, if there is one, does not tell of. */
    public boolean isBehind() throws IOException {
        List<Commit> commits = folder.newestBooks();
        return !commits.isEmpty()
                && Manifest.find(folder)
                        .filter(manifest -> manifest.isOf(commits))
                        .isEmpty();
    }

    /** Whether the topic held nothing more than the newest commits of a folder have. */
    public static boolean isDrained(ResultsFolder folder) throws IOException {
        return isDrained(folder, folder.newestBooks());
    }

    private static boolean isDrained(ResultsFolder folder, List<Commit> commits) throws IOException {
        return EndOfTopic.isAt(folder, commits)
                || Manifest.find(folder)
                        .filter(manifest ->
                                manifest.isOf(commits) && manifest.built().drained())
                        .isPresent();
    }

    /**
     * Builds it; the former one is replaced. Reading may go on meanwhile.
     *
     * @param drained whether the topic holds nothing more, so that every window is complete
     * @return the closed books
     * @throws Refusal when a file is not as its commit names it
     * @throws Fenced when another instance has taken the building over
     */
    public Ledger build(boolean drained) throws IOException, Fenced {
        return build(drained, BuildProgress.UNSEEN);
    }

    /** The same, told how far it has come. */
    public synchronized Ledger build(boolean drained, BuildProgress progress) throws IOException, Fenced {
        try (Workshop.Hold workshop = statistics.workshop().enter()) {
            List<Commit> commits = folder.newestCommits();
            while (true) {
                try {
                    return build(commits, drained, progress, workshop);
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

    private Ledger build(List<Commit> commits, boolean drained, BuildProgress progress, Workshop.Hold workshop)
            throws IOException, Fenced {
        Ledger ledger = Ledger.of(commits);
        // What was the end of the topic once is still that of the same books, even if nobody answers now.
        boolean atTheEnd = drained || isDrained(folder, commits);
        Manifest.Built built = new Manifest.Built(
                atTheEnd,
                configuration.statistics().lateness().toSeconds(),
                configuration.watch().enabled() ? configuration.watch() : null,
                formats,
                retention.statistics() == null ? null : retention.statistics().toSeconds());
        names.claim(names(commits, built));
        if (atTheEnd) {
            EndOfTopic.note(folder, commits); // whoever builds again after a kill has no manifest that says so
        }
        List<Manifest.FinalFile> files = write(commits, built, progress, workshop);
        // From here to the manifest the folder holds no provable final dataset, so it names none.
        workshop.withdraw(Manifest.NAME);
        for (Manifest.FinalFile file : files) {
            workshop.install(file.name());
        }
        removeOthers(files, workshop);
        statistics.writeAll(
                commits,
                built.completeness(),
                built.kept(commits),
                workshop,
                windows -> progress.at("statistics", windows, 0));
        Durable.write(
                workshop.file(Manifest.NAME),
                manifest(commits, built, ledger, withKeptSchema(files, Commit.schema(commits)))
                        .bytes());
        workshop.install(Manifest.NAME);
        Durable.syncFolder(folder.root());
        if (retention.parts() == Retention.Parts.DROP_WHEN_FINAL) {
            new Seal(folder).run(commits, slices, "seal-" + UUID.randomUUID());
        }
        folder.sweep(folder.file(Manifest.NAME));
        return ledger;
    }

    /** What comes into the results folder, beside the statistics. */
    private List<String> names(List<Commit> commits, Manifest.Built built) {
        List<String> all = new ArrayList<>(List.of(Manifest.NAME));
        parts(commits).keySet().forEach(kind -> all.add(kind + SUFFIX));
        if (built.formats().contains(FinalFormat.PARQUET)) {
            all.add(ALL_PARQUET);
        }
        if (built.watch() != null) {
            all.add(AlarmFile.NAME);
        }
        return all;
    }

    private List<Manifest.FinalFile> write(
            List<Commit> commits, Manifest.Built built, BuildProgress progress, Workshop.Hold workshop)
            throws IOException {
        Schema schema = Commit.schema(commits);
        FinalFileWriter writer = new FinalFileWriter(folder, new EventColumns(schema), progress);
        List<Manifest.FinalFile> files = new ArrayList<>();
        long events = 0;
        slices.clear();
        for (Map.Entry<String, List<Commit.DataFile>> kind : parts(commits).entrySet()) {
            String name = kind.getKey() + SUFFIX;
            FinalFileWriter.Written written = writer.write(workshop.file(name), name, kind.getValue());
            Manifest.FinalFile file = written.file();
            written.slices().forEach(slice -> slices.put(slice.name(), slice));
            files.add(file);
            events = kind.getKey().equals(Kind.ALL_EVENTS) ? file.rows() : events;
        }
        if (built.formats().contains(FinalFormat.PARQUET)) {
            Path parquet = workshop.file(ALL_PARQUET);
            progress.at(ALL_PARQUET, 0, 0);
            ParquetExport.write(schema, workshop.file(Kind.ALL_EVENTS + SUFFIX), parquet, workshop.file("scratch"));
            Durable.syncFile(parquet);
            files.add(writer.describe(parquet, ALL_PARQUET, events));
        }
        if (built.watch() != null) {
            progress.at(AlarmFile.NAME, 0, 0);
            AlarmFile alarms = AlarmFile.of(folder, commits, built, built.watch());
            Durable.write(workshop.file(AlarmFile.NAME), alarms.bytes());
            files.add(writer.describe(workshop.file(AlarmFile.NAME), AlarmFile.NAME, alarms.rows()));
        }
        files.sort(Comparator.comparing(Manifest.FinalFile::name));
        return files;
    }

    private List<Manifest.FinalFile> withKeptSchema(List<Manifest.FinalFile> files, Schema schema) throws IOException {
        Path kept = folder.file(KeptSchema.NAME);
        if (!KeptSchema.says(kept, schema)) {
            return files;
        }
        List<Manifest.FinalFile> all = new ArrayList<>(files);
        all.add(new FinalFileWriter(folder, new EventColumns(schema), BuildProgress.UNSEEN)
                .describe(kept, KeptSchema.NAME, 0));
        all.sort(Comparator.comparing(Manifest.FinalFile::name));
        return all;
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
                identity.origin(),
                version,
                Commit.schema(commits).text(),
                Manifest.setups(commits),
                commits.stream().map(Manifest.PartitionConfigurations::of).toList(),
                commits.stream().map(Manifest.PartitionHosts::of).toList(),
                Manifest.PartitionNormals.of(commits),
                built,
                ledger,
                files,
                CumulativeHistograms.of(commits, List.of()));
    }

    /**
     * Final files of a former configuration would no longer belong to the manifest. Only what a manifest has named is
     * removed: all else is somebody's own.
     */
    private void removeOthers(List<Manifest.FinalFile> files, Workshop.Hold workshop) throws IOException, Fenced {
        Set<String> wanted = files.stream().map(Manifest.FinalFile::name).collect(Collectors.toSet());
        for (Path manifest : workshop.left(Manifest.NAME)) {
            for (String name : Manifest.names(Files.readAllBytes(manifest))) {
                if (!wanted.contains(name) && !name.equals(KeptSchema.NAME)) {
                    workshop.withdraw(name);
                    names.release(name);
                }
            }
        }
    }
}

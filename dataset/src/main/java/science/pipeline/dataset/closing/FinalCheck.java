package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.dataset.windows.CumulativeHistograms;

/** Checks manifest and final files against the commits, from which all of them follow. */
final class FinalCheck {

    private final ResultsFolder folder;
    private final List<Commit> commits;
    private final EventColumns columns;
    private final Map<String, FinalSum> sums;
    private final FaultList faults;
    private final FinalFileWriter reader;
    private final Set<String> named = new LinkedHashSet<>();
    private boolean outdated;

    /**
     * @param columns of the final files
     * @param sums what the parts give, by kind
     */
    FinalCheck(
            ResultsFolder folder,
            List<Commit> commits,
            EventColumns columns,
            Map<String, FinalSum> sums,
            FaultList faults) {
        this.columns = columns;
        this.folder = folder;
        this.commits = commits;
        this.sums = sums;
        this.faults = faults;
        this.reader = new FinalFileWriter(folder, columns, BuildProgress.UNSEEN);
    }

    /** The files that the manifest names. */
    Set<String> named() {
        return named;
    }

    /** Whether there is no manifest, or one of older commits or of a former version. */
    boolean isOutdated() {
        return outdated;
    }

    /** @param windowsAreWhole whether statistics and alarms can be made once more */
    void run(boolean windowsAreWhole) {
        try {
            byte[] bytes = Files.readAllBytes(folder.file(Manifest.NAME));
            if (Manifest.isOfFormerVersion(bytes)) {
                outdated = true;
                named.addAll(Manifest.names(bytes));
                faults.note(Manifest.NAME, "a former version has written it: the next build makes all of it anew");
                return;
            }
            if (!Manifest.isAsWritten(bytes)) {
                faults.add(Manifest.NAME, "its checksum does not fit: it was changed since it was written");
            }
            check(Manifest.parse(bytes), windowsAreWhole);
        } catch (NoSuchFileException none) {
            outdated = true;
            faults.note(Manifest.NAME, "there is none: the final files were not built, or not to the end");
        } catch (IOException | RuntimeException unreadable) {
            faults.unreadable(Manifest.NAME, unreadable);
        }
    }

    private void check(Manifest manifest, boolean windowsAreWhole) {
        faults.check(Manifest.NAME, () -> checkBooks(manifest));
        for (Manifest.FinalFile file : manifest.files()) {
            if (!named.add(file.name())) {
                faults.add(Manifest.NAME, "names " + file.name() + " twice");
            } else if (!file.isInTheFolder()) {
                faults.add(Manifest.NAME, "names " + file.name() + ", which is no final file of this folder");
            } else {
                faults.check(file.name(), () -> check(file, manifest.built(), windowsAreWhole));
            }
        }
        if (!outdated) {
            checkNoneIsMissing(manifest.built());
            if (windowsAreWhole) {
                faults.check(
                        "statistics_*.json",
                        () -> new StatisticsCheck(folder, commits, faults).checkFiles(manifest.built()));
            }
        }
    }

    private void checkBooks(Manifest manifest) throws IOException {
        Commit any = commits.get(0);
        if (!manifest.dataset().equals(any.dataset()) || !manifest.source().equals(any.source())) {
            faults.add(Manifest.NAME, "is of dataset " + manifest.dataset() + ", " + manifest.source());
        }
        if (!Objects.equals(manifest.origin(), folder.identity().origin())) {
            faults.add(Manifest.NAME, "its origin is not that of the dataset");
        }
        boolean newer = commits.size() > manifest.configurations().size();
        for (Manifest.PartitionConfigurations partition : manifest.configurations()) {
            newer |= isNewer(partition, manifest.ledger());
        }
        if (newer) {
            outdated = true;
            faults.note(Manifest.NAME, "is older than the newest commits");
            return;
        }
        if (!manifest.isOf(commits)) {
            faults.add(Manifest.NAME, "its ledger is not that of the newest commits");
        }
        boolean isInWords = manifest.schema() != null;
        if (isInWords && !columns.schema().text().equals(manifest.schema())) {
            faults.add(Manifest.NAME, "its schema is not that of the newest commits");
        }
        if (isInWords && !Manifest.setups(commits).equals(manifest.setups())) {
            faults.add(Manifest.NAME, "its configurations in words are not those of the newest commits");
        }
        manifest.hosts().forEach(this::checkHosts);
        manifest.normals().forEach(this::checkNormals);
        if (!manifest.histograms().equals(CumulativeHistograms.of(commits, List.of()))) {
            faults.add(Manifest.NAME, "its histograms are not those of the newest commits");
        }
    }

    /** Whether the newest commit of a partition has more than the manifest. */
    private boolean isNewer(Manifest.PartitionConfigurations partition, Ledger ledger) {
        Optional<Commit> newest = commits.stream()
                .filter(commit -> commit.partition() == partition.partition())
                .findFirst();
        String place = ".commits/" + folder.commits(partition.partition()).getFileName();
        if (newest.isEmpty() || newest.get().number() < partition.commit()) {
            faults.add(place, "commit " + partition.commit() + " is missing, of which the final files were built");
            return false;
        }
        List<Commit.Configuration> configurations = newest.get().configurations().stream()
                .map(Commit.Configuration::bare)
                .toList();
        int known = partition.configurations().size();
        if (known > configurations.size() || !configurations.subList(0, known).equals(partition.configurations())) {
            faults.add(
                    Manifest.NAME,
                    "the configurations of partition " + partition.partition() + " are not those of its commits");
        }
        long next = ledger.partitions().stream()
                .filter(line -> line.partition() == partition.partition())
                .mapToLong(Ledger.Line::nextOffset)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return newest.get().nextOffset() > next || configurations.size() > known;
    }

    /** Another one may have come since, without a record. */
    private void checkHosts(Manifest.PartitionHosts named) {
        List<Commit.Host> hosts = commits.stream()
                .filter(commit -> commit.partition() == named.partition())
                .flatMap(commit -> commit.hosts().stream())
                .toList();
        int known = named.hosts().size();
        if (known > hosts.size() || !hosts.subList(0, known).equals(named.hosts())) {
            faults.add(Manifest.NAME, "the hosts of partition " + named.partition() + " are not those of its commits");
        }
    }

    /** A person may have said more since, that applies to no record yet. */
    private void checkNormals(Manifest.PartitionNormals named) {
        List<Manifest.Normal> normals = commits.stream()
                .filter(commit -> commit.partition() == named.partition())
                .flatMap(commit -> commit.normals().stream())
                .map(Manifest.Normal::of)
                .toList();
        int known = named.normals().size();
        if (known > normals.size() || !normals.subList(0, known).equals(named.normals())) {
            faults.add(
                    Manifest.NAME,
                    "what was said to be normal in partition " + named.partition() + " is not what its commits say");
        }
    }

    private void check(Manifest.FinalFile file, Manifest.Built built, boolean windowsAreWhole) throws IOException {
        Manifest.FinalFile found = reader.describe(folder.file(file.name()), file.name(), file.rows());
        Manifest.FinalFile right = outdated ? null : rebuilt(file.name(), built, windowsAreWhole);
        if (right != null && !file.equals(right)) {
            faults.add(
                    Manifest.NAME, "names for " + file.name() + " " + words(file) + "; the parts give " + words(right));
        }
        Manifest.FinalFile expected = right == null ? file : right;
        if (found.bytes() != expected.bytes() || !found.sha256().equals(expected.sha256())) {
            faults.add(file.name(), "found " + bytes(found) + ", expected " + bytes(expected));
        }
        if (file.name().equals(KeptSchema.NAME)
                && !outdated
                && !KeptSchema.says(folder.file(file.name()), columns.schema())) {
            faults.add(file.name(), "says another schema than the newest commits");
        }
        if (file.name().equals(FinalDataset.ALL_PARQUET) && !outdated) {
            faults.expect(
                    Manifest.NAME,
                    "rows of " + file.name(),
                    file.rows(),
                    Ledger.of(commits).accepted());
            ParquetCheck.run(
                    columns.schema(),
                    folder.file(Kind.ALL_EVENTS + FinalDataset.SUFFIX),
                    folder.file(file.name()),
                    faults);
        }
    }

    /** What the file has to be; null where only its checksum can tell. */
    private Manifest.@Nullable FinalFile rebuilt(String name, Manifest.Built built, boolean windowsAreWhole)
            throws IOException {
        if (name.endsWith(FinalDataset.SUFFIX)) {
            String kind = name.substring(0, name.length() - FinalDataset.SUFFIX.length());
            return sums.getOrDefault(kind, new FinalSum(columns)).file(name);
        }
        if (name.equals(AlarmFile.NAME) && built.watch() != null && windowsAreWhole) {
            AlarmFile alarms = AlarmFile.of(folder, commits, built, built.watch());
            byte[] bytes = alarms.bytes();
            String sha256 = HexFormat.of().formatHex(Durable.sha256().digest(bytes));
            return new Manifest.FinalFile(name, alarms.rows(), bytes.length, sha256);
        }
        return null;
    }

    private void checkNoneIsMissing(Manifest.Built built) {
        Set<String> expected = new LinkedHashSet<>();
        expected.add(Kind.ALL_EVENTS + FinalDataset.SUFFIX);
        expected.add(Kind.ANOMALIES + FinalDataset.SUFFIX);
        sums.keySet().forEach(kind -> expected.add(kind + FinalDataset.SUFFIX));
        if (built.formats().contains(FinalFormat.PARQUET)) {
            expected.add(FinalDataset.ALL_PARQUET);
        }
        if (built.watch() != null) {
            expected.add(AlarmFile.NAME);
        }
        for (String name : expected) {
            if (!named.contains(name)) {
                faults.add(Manifest.NAME, "does not name " + name + ", which belongs to the final dataset");
            }
        }
    }

    private static String words(Manifest.FinalFile file) {
        return file.rows() + " rows, " + bytes(file);
    }

    private static String bytes(Manifest.FinalFile file) {
        return file.bytes() + " bytes with SHA-256 " + file.sha256();
    }
}

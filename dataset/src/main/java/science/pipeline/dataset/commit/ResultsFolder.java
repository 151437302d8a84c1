package science.pipeline.dataset.commit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The results folder: where everything lies in it, and which dataset it is. */
public final class ResultsFolder {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String TEMPORARY = ".tmp";
    private static final Pattern PARTITION = Pattern.compile("p(\\d{2,9})");

    private final Path root;
    private final Executor writers;
    private final Map<Integer, CommitLog> logs = new ConcurrentHashMap<>();

    /** What this process writes; null when it only reads. */
    private volatile @Nullable Identity written;

    private ResultsFolder(Path root, Executor writers) {
        this.root = root;
        this.writers = writers;
    }

    /**
     * Which dataset a folder holds.
     *
     * @param dataset its identity, random
     * @param source the one topic it is made from
     * @param origin another dataset whose records it begins with, instead of the topic's; null for none
     */
    public record Identity(
            String dataset,
            Source source,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Origin origin) {

        /** Of a dataset that begins with its topic's records. */
        public Identity(String dataset, Source source) {
            this(dataset, source, null);
        }

        /** Of a dataset that begins now. */
        public static Identity fresh(Source source) {
            return new Identity(UUID.randomUUID().toString(), source);
        }

        /** As it stands in its file. */
        public byte[] bytes() {
            return JSON.writeValueAsBytes(this);
        }

        /** What a file says. */
        public static Identity read(byte[] file) {
            return JSON.readValue(file, Identity.class);
        }

        /**
         * @param place where the dataset is, for people
         * @throws Refusal when it is another source's
         */
        public void checkIsOf(Source found, String place) {
            if (!source.equals(found)) {
                throw new Refusal(
                        "The dataset in " + place + " was made from " + described(source) + "; found "
                                + described(found)
                                + ". Nothing was changed. Choose an empty folder (--analytics.results-dir=…), or,"
                                + " with the local broker, begin afresh (--pipeline.fresh=true), which keeps the old one aside.");
            }
        }
    }

    /**
     * Opens the folder, making it if absent, and tries whether its file system can do what commits need.
     *
     * @throws Refusal when it cannot
     */
    public static ResultsFolder open(Path root) {
        return open(root, Runnable::run);
    }

    /**
     * The same, with blocks of data files written by others meanwhile.
     *
     * @param writers run what writes a block, in whichever thread
     */
    public static ResultsFolder open(Path root, Executor writers) {
        ResultsFolder folder = new ResultsFolder(root.toAbsolutePath().normalize(), writers);
        try {
            Files.createDirectories(folder.commits());
            folder.probeLinks();
        } catch (IOException | UnsupportedOperationException unusable) {
            throw new Refusal(
                    "analytics.results-dir: found " + folder.root + ", where a file cannot be written, forced to"
                            + " disk and hard-linked (" + unusable
                            + "). Expected a writable folder on a local file system (ext4,"
                            + " xfs, APFS; no FAT, no object store mount)." + whose(folder.root));
        }
        return folder;
    }

    /** Where the folder is another user's, as in a container: whose, and how to come together. */
    private static String whose(Path root) {
        Path there = root;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            Object owner = Files.getAttribute(there, "unix:uid");
            Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return owner.equals(self)
                    ? ""
                    : " " + there + " belongs to the user with uid " + owner + ", this process runs as uid " + self
                            + ": give it away (chown " + self + "), or run as its owner (with docker compose: OWNER="
                            + owner + ").";
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return "";
        }
    }

    private void probeLinks() throws IOException {
        Path probe = probe();
        Path link = probe();
        try {
            Durable.write(probe, new byte[] {1});
            Files.createLink(link, probe);
            Durable.syncFolder(commits());
            probeExclusion(link, probe);
            probeListing(link);
        } finally {
            Durable.discard(link);
            Durable.discard(probe);
        }
    }

    /** Two owners of a partition are kept apart by this alone. */
    private static void probeExclusion(Path link, Path probe) throws IOException {
        try {
            Files.createLink(link, probe);
        } catch (FileAlreadyExistsException asItHasToBe) {
            return;
        }
        throw new IOException("a hard link took the place of a name that was there");
    }

    /** An owner learns from the list of a folder that another one has come after it. */
    private void probeListing(Path link) throws IOException {
        if (!isListed(link)) {
            throw new IOException("a folder's list lacks a name that was just made");
        }
        Files.delete(link);
        if (isListed(link)) {
            throw new IOException("a folder's list shows a name that was just removed");
        }
    }

    private boolean isListed(Path file) throws IOException {
        return Durable.list(commits()).stream()
                .anyMatch(found ->
                        found.getFileName().toString().equals(file.getFileName().toString()));
    }

    private Path probe() {
        return commits().resolve("probe." + UUID.randomUUID() + TEMPORARY);
    }

    /**
     * Removes what killed processes left half done beside the commits; a living one is done within the grace.
     *
     * @param written a file that was just written: it tells what the file system's clock says
     */
    public void sweep(Path written) throws IOException {
        long old = Files.getLastModifiedTime(written).toMillis() - GRACE.toMillis();
        try (Stream<Path> files = Files.list(commits())) {
            for (Path file : files.toList()) {
                // File, not Files: it has no exception for a file that its process removes just now
                if (file.toString().endsWith(TEMPORARY) && file.toFile().lastModified() < old) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** A folder that is only read. */
    public static ResultsFolder existing(Path root) {
        return new ResultsFolder(root.toAbsolutePath().normalize(), Runnable::run);
    }

    /** Run what writes blocks of data files. */
    public Executor writers() {
        return writers;
    }

    public Path root() {
        return root;
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    public Path file(FileName name) {
        return name.kind().equals(Kind.WINDOWS)
                ? commits(name.partition()).resolve(name.toString())
                : root.resolve(name.toString());
    }

    public Path commits() {
        return root.resolve(".commits");
    }

    public Path commits(int partition) {
        return commits().resolve("p" + FileName.digits(partition, 2));
    }

    public CommitLog log(int partition) {
        return logs.computeIfAbsent(partition, number -> new CommitLog(commits(number)));
    }

    /** Whether no row may follow any more: its final files take, or have taken, the place of its parts. */
    public boolean isSealed() throws IOException {
        return Durable.exists(sealMark());
    }

    /** From now on nobody takes a partition over. */
    public void seal() throws IOException {
        Durable.write(sealMark(), new byte[0]);
        Durable.syncFolder(commits());
    }

    /** Takes that back, before any partition's rows have moved. */
    public void unseal() throws IOException {
        Files.deleteIfExists(sealMark());
        Durable.syncFolder(commits());
    }

    private Path sealMark() {
        return commits().resolve("sealed");
    }

    /** Bytes that may still be written. */
    public long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    /** Tries whether a file of this dataset can be written, without waiting for the disk. */
    public void checkWritable() throws IOException {
        checkIdentity();
        Path probe = probe();
        try {
            Files.write(probe, new byte[] {1});
        } finally {
            Durable.discard(probe);
        }
    }

    /** Where what people say of a partition's events waits for its owner. */
    public SayingBox sayings(int partition) {
        return new SayingBox(commits(), partition);
    }

    /** The partitions that have commits, ascending. */
    public List<Integer> partitions() throws IOException {
        return Durable.list(commits()).stream()
                .map(path -> PARTITION.matcher(path.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .sorted()
                .toList();
    }

    /** How many partitions the topic must have at least, as far as the dataset has begun with them. */
    public int partitionsBegun() throws IOException {
        return partitions().stream().mapToInt(partition -> partition + 1).max().orElse(0);
    }

    /** The next offset that the newest commit of a partition names; empty when it has none. */
    public OptionalLong nextOffset(int partition) throws IOException {
        Optional<Commit> newest = log(partition).newest();
        return newest.isPresent() ? OptionalLong.of(newest.get().nextOffset()) : OptionalLong.empty();
    }

    /** The books of the newest commits. */
    public Ledger ledger() throws IOException {
        return Ledger.of(newestCommits());
    }

    /** What all partitions have counted, as the newest commits have it. */
    public PartitionCounts counts() throws IOException {
        return newestBooks().stream().map(Commit::counts).reduce(PartitionCounts.NONE, PartitionCounts::plus);
    }

    /** The newest commit of every partition, ascending. */
    public List<Commit> newestCommits() throws IOException {
        return ofEachPartition(CommitLog::newest);
    }

    /** The same without alerts and states, for those who look every second. */
    public List<Commit> newestBooks() throws IOException {
        return ofEachPartition(CommitLog::newestBooks);
    }

    @FunctionalInterface
    private interface Choice {
        Optional<Commit> from(CommitLog log) throws IOException;
    }

    private List<Commit> ofEachPartition(Choice choice) throws IOException {
        checkIdentity();
        List<Commit> commits = new ArrayList<>();
        for (int partition : partitions()) {
            choice.from(log(partition)).ifPresent(commits::add);
        }
        return commits;
    }

    /** Data files of a partition, whether or not a commit names them. */
    public List<FileName> dataFiles(int partition) throws IOException {
        List<FileName> found = new ArrayList<>(dataFilesIn(root, name -> name.partition() == partition));
        found.addAll(dataFilesIn(commits(partition), name -> name.partition() == partition));
        return found;
    }

    private static List<FileName> dataFilesIn(Path folder, Predicate<FileName> wanted) throws IOException {
        return Durable.list(folder).stream()
                .flatMap(file -> FileName.parse(file.getFileName().toString()).stream())
                .filter(wanted)
                .toList();
    }

    /**
     * Which dataset this is; a folder without one becomes that of the source.
     *
     * @throws Refusal when it is another source's
     */
    public Identity identify(Source source) throws IOException {
        Identity identity = identify(source, () -> null);
        Origin origin = identity.origin();
        if (origin != null) {
            checkTakenOver(origin);
        }
        return identity;
    }

    /** What the other dataset's rows do not tell is added when the last of them is taken over, and not before. */
    private void checkTakenOver(Origin origin) throws IOException {
        for (Origin.Part part : origin.partitions()) {
            long next = nextOffset(part.partition()).orElse(part.firstOffset());
            if (next < part.nextOffset()) {
                throw new Refusal("The dataset in " + root + " was begun from the one in " + origin.folder()
                        + ", and has partition " + part.partition() + " up to offset " + next + " of "
                        + part.nextOffset()
                        + ". Nothing was changed. Let reanalyse end it first, by the same command.");
            }
        }
    }

    /**
     * Which dataset this is; a folder without one becomes that of the source.
     *
     * @param origin what it is made from if it begins now
     * @throws Refusal when it is another source's
     */
    public Identity identify(Source source, Supplier<@Nullable Origin> origin) throws IOException {
        Path file = commits().resolve("dataset.json");
        if (!Durable.exists(file)) {
            Identity fresh = new Identity(UUID.randomUUID().toString(), source, origin.get());
            Path temporary = commits().resolve(fresh.dataset() + TEMPORARY);
            Durable.write(temporary, JSON.writeValueAsBytes(fresh));
            try {
                Files.createLink(file, temporary);
            } catch (FileAlreadyExistsException anotherInstanceWasFaster) {
                // its identity is read below
            } finally {
                Durable.discard(temporary);
            }
            Durable.syncFolder(commits());
            Durable.syncFolder(root);
        }
        Identity identity = identity();
        identity.checkIsOf(source, root.toString());
        written = identity;
        return identity;
    }

    /**
     * Looks whether what lies here is still the dataset that this process writes: a folder may be moved away and
     * another one put in its place at any time.
     *
     * @throws IOException when it is not
     */
    public void checkIdentity() throws IOException {
        Identity expected = written;
        if (expected != null) {
            String found = found();
            if (!found.equals(expected.dataset())) {
                throw new IOException(
                        "the results folder " + root + " holds " + (found.isEmpty() ? "no dataset" : "dataset " + found)
                                + ", expected dataset " + expected.dataset()
                                + ": it was moved or replaced while it was written. Put it back; then reading goes on by itself");
            }
        }
    }

    private String found() throws IOException {
        try {
            return identity().dataset();
        } catch (NoSuchFileException | JacksonException none) {
            return "";
        }
    }

    /**
     * The folders themselves, whatever they hold: a copy of a dataset is another place.
     *
     * @param root key of the results folder, null where the file system has none
     * @param commits key of the folder of a partition's commits
     */
    public record Place(@Nullable Object root, @Nullable Object commits) {}

    /** Where this partition is written. */
    public Place place(int partition) throws IOException {
        return new Place(Durable.key(root), Durable.key(commits(partition)));
    }

    /** Which dataset this is. */
    public Identity identity() throws IOException {
        return JSON.readValue(Files.readAllBytes(commits().resolve("dataset.json")), Identity.class);
    }

    private static String described(Source source) {
        return "topic " + source.topic() + " (id " + source.topicId() + ") of cluster " + source.clusterId();
    }
}

package science.pipeline.dataset.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.CommitLog;
import science.pipeline.dataset.commit.FileName;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.commit.StartOffsets;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;

/**
 * The commits of a dataset in an object store. A commit becomes true by being put under its number, unless one of that
 * number is there: what a hard link is in a folder. Any thread.
 */
public final class ObjectLog {

    private static final String COMMITS = ".commits";
    private static final String IDENTITY = COMMITS + "/dataset.json";
    private static final String STARTS = COMMITS + "/start.json";

    /** A delayed owner learns that it is fenced by listing. */
    private static final int KEPT = 8;

    private final ObjectStore store;

    public ObjectLog(ObjectStore store) {
        this.store = store;
    }

    static String folder(int partition) {
        return COMMITS + "/p" + FileName.digits(partition, 2);
    }

    private static String name(int partition, long number) {
        return folder(partition) + "/" + FileName.digits(number, 12) + ".json";
    }

    /**
     * Which dataset this is; a store without one becomes that of the source.
     *
     * @throws Refusal when it is another source's
     */
    public ResultsFolder.Identity identify(Source source) throws IOException {
        store.putIfAbsent(IDENTITY, ResultsFolder.Identity.fresh(source).bytes());
        ResultsFolder.Identity identity = ResultsFolder.Identity.read(read(IDENTITY));
        identity.checkIsOf(source, store.place());
        return identity;
    }

    /** Where partitions begin that the topic had when the dataset began; decided once. */
    public StartOffsets starts(Supplier<StartOffsets> now) throws IOException {
        if (partitions().isEmpty()) {
            store.putIfAbsent(STARTS, now.get().bytes());
        }
        try {
            return StartOffsets.read(read(STARTS));
        } catch (NoSuchFileException none) {
            return StartOffsets.NONE;
        }
    }

    /** The partitions that have commits, ascending. */
    public List<Integer> partitions() throws IOException {
        return store.list(COMMITS).stream()
                .filter(name -> name.matches("p\\d{2,9}"))
                .map(name -> Integer.parseInt(name.substring(1)))
                .sorted()
                .toList();
    }

    /** The newest commit of every partition, ascending. */
    public List<Commit> newestCommits() throws IOException {
        List<Commit> commits = new ArrayList<>();
        for (int partition : partitions()) {
            newest(partition).ifPresent(commits::add);
        }
        return commits;
    }

    /** The newest commit of a partition. */
    public Optional<Commit> newest(int partition) throws IOException {
        while (true) {
            List<Long> numbers = numbers(partition);
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read(partition, numbers.get(numbers.size() - 1)));
            } catch (NoSuchFileException prunedMeanwhile) {
                // its successor is there by now
            }
        }
    }

    /** The bytes of a commit as they stand. */
    byte[] bytes(int partition, long number) throws IOException {
        return read(name(partition, number));
    }

    private Commit read(int partition, long number) throws IOException {
        String name = name(partition, number);
        return CommitLog.decode(store.place() + "/" + name, number, read(name));
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = store.open(name)) {
            return in.readAllBytes();
        }
    }

    private List<Long> numbers(int partition) throws IOException {
        return store.list(folder(partition)).stream()
                .filter(name -> name.matches("\\d{12,18}\\.json"))
                .map(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                .sorted()
                .toList();
    }

    /**
     * Makes the commit true, or finds that it never can be.
     *
     * @throws IOException when it may stand or not: its owner must read what is true
     */
    void append(Commit commit) throws IOException, Fenced {
        int partition = commit.partition();
        if (!store.putIfAbsent(name(partition, commit.number()), CommitLog.encode(commit))
                // The answer to a put that succeeded may have been lost.
                && !read(partition, commit.number()).owner().equals(commit.owner())) {
            throw fenced(commit, "another owner wrote it");
        }
        List<Long> numbers = numbers(partition);
        long highest = numbers.get(numbers.size() - 1);
        if (highest > commit.number()) {
            throw fenced(commit, "commit " + highest + " exists already");
        }
        for (long old : numbers.subList(0, Math.max(0, numbers.size() - KEPT))) {
            store.delete(name(partition, old));
        }
    }

    private static Fenced fenced(Commit commit, String found) {
        return new Fenced("Partition " + commit.partition() + ": commit " + commit.number() + " of epoch "
                + commit.epoch() + " came too late, " + found);
    }
}

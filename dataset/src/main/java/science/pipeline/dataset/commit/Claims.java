package science.pipeline.dataset.commit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that removes data files of a partition. Before a file is made its name is claimed, by an empty file of
 * that name in {@code .commits/p00/claims}; the claim goes once the file is complete and committed. A file may go only
 * if it is claimed and the newest commit does not name it. That commit is read from disk: what an owner remembers may
 * be older than a commit that stands although making it ended in an error. If it cannot be read, nothing goes.
 *
 * <p>Claims are not forced to disk: file systems with a journal keep the order in which names appear, so no file
 * outlives a power cut that its claim does not.
 */
public final class Claims {

    private static final String NAME = "claims";
    private static final Set<String> KINDS = Set.of(Kind.ALL_EVENTS, Kind.ANOMALIES, Kind.REJECTED, Kind.WINDOWS);

    private final ResultsFolder folder;
    private final int partition;
    private final Path place;

    public Claims(ResultsFolder folder, int partition) {
        this.folder = folder;
        this.partition = partition;
        this.place = folder.commits(partition).resolve(NAME);
    }

    /**
     * Called by a new owner before it claims anything. Where nobody has claimed yet, a former version wrote: what it
     * had open and what it left behind is claimed by the form of its name, once.
     *
     * @param mine the commit by which it owns the partition
     */
    void begin(Commit mine) throws IOException {
        if (Durable.exists(place)) {
            return;
        }
        Path unfinished = place.resolveSibling(NAME + ".tmp");
        Durable.makeFolder(unfinished);
        Set<String> kinds = new HashSet<>(KINDS);
        mine.files().forEach(file -> kinds.add(file.fileName().kind()));
        for (FileName name : folder.dataFiles(partition)) {
            if (name.epoch() < mine.epoch() && kinds.contains(name.kind()) && mine.number() > 1) {
                make(unfinished.resolve(name.toString()));
            }
        }
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Claims the name of a file that is about to be made. */
    public void claim(FileName name) throws IOException {
        Path file = folder.file(name);
        if (Durable.exists(file)) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "it is not of this dataset; a new name is taken");
        }
        make(place.resolve(name.toString()));
    }

    private static void make(Path claim) throws IOException {
        try {
            Files.createFile(claim);
        } catch (FileAlreadyExistsException alreadyClaimed) {
            // by an attempt that was broken off
        }
    }

    /** A complete file that a commit names needs no claim. */
    public void release(FileName name) {
        Durable.discard(place.resolve(name.toString()));
    }

    /** Removes what was claimed up to this epoch of this dataset and is not in its books. */
    public void sweep(String dataset, int epoch) throws IOException {
        Optional<Commit> newest = folder.log(partition).newest();
        if (newest.isEmpty() || !newest.get().dataset().equals(dataset)) {
            return;
        }
        Map<String, Commit.DataFile> named = new HashMap<>();
        newest.get().files().forEach(file -> named.put(file.name(), file));
        for (FileName name : claimed()) {
            Commit.DataFile file = named.get(name.toString());
            if (name.epoch() <= epoch && file == null) {
                Files.deleteIfExists(folder.file(name));
            }
            if (name.epoch() <= epoch && (file == null || !file.open())) {
                Files.deleteIfExists(place.resolve(name.toString()));
            }
        }
    }

    private List<FileName> claimed() throws IOException {
        return Durable.list(place).stream()
                .flatMap(claim -> FileName.parse(claim.getFileName().toString()).stream())
                .toList();
    }
}

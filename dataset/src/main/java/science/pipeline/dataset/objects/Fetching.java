package science.pipeline.dataset.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.FileName;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;

/** Makes a results folder of a dataset in an object store: what its newest commits name, and these commits. */
public final class Fetching {

    private final ObjectStore store;
    private final ObjectLog log;

    public Fetching(ObjectStore store) {
        this.store = store;
        this.log = new ObjectLog(store);
    }

    /** Where the objects of a kind are that the newest commits name, in the order of partition and offset. */
    public List<String> places(String kind) throws IOException {
        List<String> places = new ArrayList<>();
        for (Commit commit : log.newestCommits()) {
            commit.files().stream()
                    .map(Commit.DataFile::fileName)
                    .filter(name -> name.kind().equals(kind))
                    .sorted(java.util.Comparator.comparingLong(FileName::firstOffset))
                    .forEach(name -> places.add(store.place() + "/" + ObjectDataset.path(name)));
        }
        return places;
    }

    /**
     * Fetches what the folder has not: objects never change. A folder of an earlier state is brought up to date.
     *
     * @throws Refusal when the folder holds another dataset
     */
    public ResultsFolder into(Path root) throws IOException {
        Files.createDirectories(root);
        ResultsFolder folder = ResultsFolder.existing(root);
        Path identity = folder.commits().resolve("dataset.json");
        byte[] dataset = bytes(".commits/dataset.json");
        if (Files.exists(identity) && !folder.identity().equals(ResultsFolder.Identity.read(dataset))) {
            throw new Refusal("The folder " + root + " holds another dataset than " + store.place()
                    + ". Nothing was changed. Name an empty folder.");
        }
        for (Commit commit : log.newestCommits()) {
            Path commits = Files.createDirectories(folder.commits(commit.partition()));
            for (Commit.DataFile file : commit.files()) {
                fetch(file, folder);
            }
            Durable.replace(
                    commits.resolve(FileName.digits(commit.number(), 12) + ".json"),
                    log.bytes(commit.partition(), commit.number()));
            removeOthers(folder, commit);
        }
        Durable.replace(identity, dataset);
        return folder;
    }

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = store.open(name)) {
            return in.readAllBytes();
        }
    }

    private void fetch(Commit.DataFile file, ResultsFolder folder) throws IOException {
        Path place = folder.file(file.fileName());
        if (Files.exists(place) && Files.size(place) == file.bytes()) {
            return;
        }
        Path unfinished = place.resolveSibling(place.getFileName() + ".tmp");
        try (InputStream in = store.open(ObjectDataset.path(file.fileName()))) {
            long found = Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            if (found != file.bytes()) {
                throw new Refusal("The object " + file.name() + " in " + store.place() + " has " + found
                        + " bytes, its commit names " + file.bytes() + ". The dataset is damaged.");
            }
        }
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Commits before the newest one, as an earlier fetching left them. */
    private static void removeOthers(ResultsFolder folder, Commit newest) throws IOException {
        Set<Long> others = folder.log(newest.partition()).numbers().stream()
                .filter(number -> number < newest.number())
                .collect(Collectors.toSet());
        for (long number : others) {
            Files.deleteIfExists(folder.commits(newest.partition()).resolve(FileName.digits(number, 12) + ".json"));
        }
    }
}

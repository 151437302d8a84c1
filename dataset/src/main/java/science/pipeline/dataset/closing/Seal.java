package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;

/**
 * Ends a dataset for good once its final files stand: the last commit of each partition names its rows where they lie
 * in the final files, and the parts go. What no final file holds stays: rejected records and windows.
 *
 * <p>First a mark forbids every takeover, then a commit of each partition fences whoever owns it, and only then the
 * sealing commits follow; parts go last. Killed at any point, it is ended by building the final files once more.
 */
final class Seal {

    private static final Logger log = LoggerFactory.getLogger(Seal.class);

    private final ResultsFolder folder;

    Seal(ResultsFolder folder) {
        this.folder = folder;
    }

    /**
     * Seals what these commits name, unless somebody still appends to it.
     *
     * @param places by the name of each part, the same with its place in a final file
     * @param owner a name that nobody else has
     */
    void run(List<Commit> commits, Map<String, Commit.DataFile> places, String owner) throws IOException {
        boolean open =
                commits.stream().flatMap(commit -> commit.files().stream()).anyMatch(Commit.DataFile::open);
        if (open) {
            log.info("The dataset is not sealed: its partitions are still read. It is when the last reader ends.");
            return;
        }
        boolean begun = folder.isSealed();
        folder.seal();
        try {
            List<Commit> fences = new ArrayList<>();
            for (Commit commit : commits) {
                if (!commit.isSealed()) {
                    Commit fence = commit.fencedBy(owner);
                    folder.log(commit.partition()).append(fence);
                    fences.add(fence);
                }
            }
            for (Commit fence : fences) {
                folder.log(fence.partition()).append(fence.movedTo(sealed(fence.files(), places)));
            }
        } catch (Fenced goesOn) {
            if (!begun) {
                folder.unseal();
            }
            log.info("The dataset is not sealed: another instance goes on with it ({}).", goesOn.getMessage());
            return;
        }
        removeParts(places.keySet().stream().toList(), commits);
    }

    private static List<Commit.DataFile> sealed(List<Commit.DataFile> files, Map<String, Commit.DataFile> places) {
        return files.stream()
                .map(file -> places.getOrDefault(file.name(), file))
                .toList();
    }

    private void removeParts(List<String> names, List<Commit> commits) throws IOException {
        for (Commit commit : commits) {
            for (Commit.DataFile file : commit.files()) {
                if (names.contains(file.name())) {
                    Files.deleteIfExists(folder.file(file.fileName()));
                }
            }
        }
        Durable.syncFolder(folder.root());
        log.info("The dataset is sealed: its rows are in the final files, its parts are gone, and no row follows.");
    }
}

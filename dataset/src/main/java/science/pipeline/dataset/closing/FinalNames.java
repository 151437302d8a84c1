package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;

/**
 * Which names of final files are this dataset's. Before the first file of a name comes into the results folder, the
 * name is claimed by an empty file in {@code .commits/claims}: a process may be killed before a manifest names it. A
 * file that is there under a name that is neither claimed nor in the manifest is somebody's own, and is not replaced.
 */
final class FinalNames {

    private final ResultsFolder folder;
    private final Path place;

    FinalNames(ResultsFolder folder) {
        this.folder = folder;
        this.place = folder.commits().resolve("claims");
    }

    /**
     * Claims the names of files that are about to come.
     *
     * @throws Refusal when one of them is somebody's own
     */
    void claim(Collection<String> names) throws IOException {
        Set<String> known = known();
        List<String> others = names.stream()
                .filter(name -> !known.contains(name) && !Files.exists(place.resolve(name)))
                .filter(name -> Files.exists(folder.file(name)))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            throw new Refusal("The final dataset was not built: in " + folder.root() + " found " + others
                    + ", which this dataset has not written, under names that it needs. Nothing was changed, and the"
                    + " dataset itself is complete. Move them elsewhere, then build it again by starting the service"
                    + " once more.");
        }
        Durable.makeFolder(place);
        for (String name : names) {
            try {
                Files.createFile(place.resolve(name));
            } catch (FileAlreadyExistsException claimedBefore) {
                // it stays
            }
        }
    }

    /** What the manifest names, and itself; also that of a former version, which claimed no names. */
    private Set<String> known() throws IOException {
        try {
            byte[] manifest = Files.readAllBytes(folder.file(Manifest.NAME));
            Set<String> known =
                    new HashSet<>(Manifest.names(manifest, folder.identity().dataset()));
            if (!known.isEmpty()) {
                known.add(Manifest.NAME);
            }
            return known;
        } catch (NoSuchFileException none) {
            return Set.of();
        }
    }

    /** Its file is gone, and comes no more. */
    void release(String name) throws IOException {
        Files.deleteIfExists(place.resolve(name));
    }
}

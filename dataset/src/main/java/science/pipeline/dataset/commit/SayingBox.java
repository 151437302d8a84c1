package science.pipeline.dataset.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.Saying;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where what people say waits for the owner of their partition, whichever instance of the group took it: one small file
 * each, {@code .commits/judgements/p00.UUID.json} and {@code .commits/normals/p00.UUID.json}. The owner takes them into
 * its next commit, and removes them once that stands; one that comes twice changes nothing. Any thread.
 */
public final class SayingBox {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUFFIX = ".json";

    private final Path judgements;
    private final Path normals;
    private final String prefix;

    SayingBox(Path commits, int partition) {
        judgements = commits.resolve("judgements");
        normals = commits.resolve("normals");
        prefix = "p" + FileName.digits(partition, 2) + ".";
    }

    /** What was said, and the file in which it waits. */
    public record Waiting(Path file, Saying saying) {}

    /** Keeps it: it is on disk when this returns. */
    public void put(Saying saying) throws IOException {
        Path folder = saying instanceof NewNormal ? normals : judgements;
        Durable.makeFolder(folder);
        Durable.replace(folder.resolve(prefix + UUID.randomUUID() + SUFFIX), JSON.writeValueAsBytes(saying));
        Durable.syncFolder(folder);
    }

    /** Whether nothing waits. */
    public boolean isEmpty() throws IOException {
        return files(judgements).isEmpty() && files(normals).isEmpty();
    }

    /** What waits, in no order. */
    public List<Waiting> waiting() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        read(judgements, Judgement.class, waiting);
        read(normals, NewNormal.class, waiting);
        return waiting;
    }

    private void read(Path folder, Class<? extends Saying> kind, List<Waiting> into) throws IOException {
        for (Path file : files(folder)) {
            try {
                into.add(new Waiting(file, JSON.readValue(Files.readAllBytes(file), kind)));
            } catch (NoSuchFileException takenByAFormerOwner) {
                // It is in a commit.
            } catch (JacksonException damaged) {
                throw new IOException("what was said in " + file + " cannot be read; remove the file", damaged);
            }
        }
    }

    private List<Path> files(Path folder) throws IOException {
        if (!Durable.exists(folder)) {
            return List.of();
        }
        return Durable.list(folder).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix)
                        && file.getFileName().toString().endsWith(SUFFIX))
                .toList();
    }

    /** Removes what a commit holds. */
    public void remove(List<Waiting> taken) {
        taken.forEach(each -> Durable.discard(each.file()));
    }
}

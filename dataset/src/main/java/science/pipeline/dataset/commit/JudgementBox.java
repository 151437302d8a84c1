package science.pipeline.dataset.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import science.pipeline.dataset.sink.Judgement;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where judgements wait for the owner of their partition, whichever instance of the group took them: one small file
 * each, {@code .commits/judgements/p00.UUID.json}. The owner takes them into its next commit, and removes them once
 * that stands; one that comes twice changes nothing. Any thread.
 */
public final class JudgementBox {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final String prefix;

    JudgementBox(Path commits, int partition) {
        folder = commits.resolve("judgements");
        prefix = "p" + FileName.digits(partition, 2) + ".";
    }

    /** A judgement, and the file in which it waits. */
    public record Waiting(Path file, Judgement judgement) {}

    /** Keeps a judgement: it is on disk when this returns. */
    public void put(Judgement judgement) throws IOException {
        Durable.makeFolder(folder);
        Durable.replace(folder.resolve(prefix + UUID.randomUUID() + SUFFIX), JSON.writeValueAsBytes(judgement));
        Durable.syncFolder(folder);
    }

    /** Whether any wait. */
    public boolean isEmpty() throws IOException {
        return files().isEmpty();
    }

    /** Those that wait, in no order. */
    public List<Waiting> waiting() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        for (Path file : files()) {
            try {
                waiting.add(new Waiting(file, JSON.readValue(Files.readAllBytes(file), Judgement.class)));
            } catch (NoSuchFileException takenByAFormerOwner) {
                // It is in a commit.
            } catch (JacksonException damaged) {
                throw new IOException("the judgement in " + file + " cannot be read; remove the file", damaged);
            }
        }
        return waiting;
    }

    private List<Path> files() throws IOException {
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

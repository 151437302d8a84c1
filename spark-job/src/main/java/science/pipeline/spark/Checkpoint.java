package science.pipeline.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spark's notes on runs of the job: a folder for each run. Within a run they say what a batch holds; the next run
 * begins with the commits, and its notes anew. Read from its files, as the classes of plans change with each version of
 * Spark. Any thread.
 */
final class Checkpoint {

    /** Before the first one of a run. */
    static final long NO_BATCH = -1;

    private static final JsonMapper JSON = new JsonMapper();

    private final FileSystem files;
    private final Path root;
    private final String topic;
    private final Path folder;

    /**
     * @param root of all runs
     * @param run the name of this one; greater than those before
     */
    Checkpoint(String root, String run, String topic, Configuration hadoop) throws IOException {
        this.root = new Path(root);
        this.files = this.root.getFileSystem(hadoop);
        this.topic = topic;
        this.folder = new Path(this.root, run);
    }

    /** For Spark. */
    String location() {
        return files.makeQualified(folder).toString();
    }

    /** The name of a later run than this, if one has begun. */
    Optional<String> laterRun() throws IOException {
        return runs().stream()
                .filter(run -> run.compareTo(folder.getName()) > 0)
                .findFirst();
    }

    /** Where the last run has come to, by its own notes: the ends of its last batch that was whole. */
    Map<Integer, Long> lastRead() throws IOException {
        List<String> runs = runs();
        for (int i = runs.size() - 1; i >= 0; i--) {
            Path run = new Path(root, runs.get(i));
            OptionalLong whole = batches(new Path(run, "commits"));
            if (whole.isPresent()) {
                return offsets(run, whole.getAsLong());
            }
        }
        return Map.of();
    }

    /** Whether Spark has noted that a batch of this run is whole. */
    boolean isWhole(long batch) throws IOException {
        return batch == NO_BATCH || files.exists(new Path(new Path(folder, "commits"), Long.toString(batch)));
    }

    /** Begins the notes of this run anew. */
    void begin() throws IOException {
        files.delete(folder, true);
        files.mkdirs(folder);
    }

    /** A batch of this run is whole: what earlier ones noted says nothing more. */
    void forgetEarlier() throws IOException {
        for (String run : runs()) {
            if (run.compareTo(folder.getName()) < 0) {
                files.delete(new Path(root, run), true);
            }
        }
    }

    private List<String> runs() throws IOException {
        List<String> runs = new ArrayList<>();
        if (files.exists(root)) {
            for (FileStatus each : files.listStatus(root)) {
                runs.add(each.getPath().getName());
            }
        }
        runs.sort(null);
        return runs;
    }

    /** The newest number among the files of a folder. */
    private OptionalLong batches(Path notes) throws IOException {
        long newest = NO_BATCH;
        if (files.exists(notes)) {
            for (FileStatus each : files.listStatus(notes)) {
                String name = each.getPath().getName();
                newest = name.matches("[0-9]{1,18}") ? Math.max(newest, Long.parseLong(name)) : newest;
            }
        }
        return newest == NO_BATCH ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /**
     * What a batch holds, by partition; none that it holds nothing of.
     *
     * @param starts where the run began; a partition that came later is read from its beginning
     */
    Map<Integer, Range> ranges(long batch, Map<Integer, Long> starts) throws IOException {
        Map<Integer, Long> before = new HashMap<>(starts);
        if (batch > 0) {
            before.putAll(offsets(folder, batch - 1));
        }
        Map<Integer, Range> ranges = new TreeMap<>();
        offsets(folder, batch).forEach((partition, until) -> {
            long from = before.getOrDefault(partition, 0L);
            if (until > from) {
                ranges.put(partition, new Range(from, until));
            }
        });
        return ranges;
    }

    /** The offsets that a batch ends before. */
    private Map<Integer, Long> offsets(Path run, long batch) throws IOException {
        Map<Integer, Long> offsets = new HashMap<>();
        try (FSDataInputStream in = files.open(new Path(new Path(run, "offsets"), Long.toString(batch)))) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            JsonNode ends = JSON.readTree(lines[lines.length - 1]).path(topic);
            ends.properties()
                    .forEach(end -> offsets.put(
                            Integer.parseInt(end.getKey()), end.getValue().asLong()));
        }
        return offsets;
    }
}

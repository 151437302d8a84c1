package science.pipeline.systemtest.guarantee;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The rows of one kind and partition, in the order of their files' first offsets. Finds files by the glob that readers
 * are told, {@code KIND_p*}, and knows nothing of commits.
 */
final class DatasetRows implements AutoCloseable {

    private final boolean csv;
    private final Deque<Path> files;
    private String name = "";
    private boolean hasIndex;
    private @Nullable BufferedReader reader;
    private @Nullable DatasetRow head;

    DatasetRows(Path results, String kind, int partition) throws IOException {
        csv = !kind.equals("rejected");
        files = new ArrayDeque<>(files(results, kind, partition));
        advance();
    }

    static List<Path> files(Path results, String kind, int partition) throws IOException {
        String prefix = "%s_p%02d-".formatted(kind, partition);
        try (Stream<Path> all = Files.list(results)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparing(DatasetRows::firstOffset))
                    .toList();
        }
    }

    private static String firstOffset(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('-'));
    }

    /** The next row, null behind the last one. */
    @Nullable DatasetRow head() {
        return head;
    }

    void advance() throws IOException {
        String line = reader == null ? null : reader.readLine();
        while (line == null && !files.isEmpty()) {
            close();
            Path file = files.removeFirst();
            name = file.getFileName().toString();
            reader = Files.newBufferedReader(file);
            if (csv) {
                hasIndex = reader.readLine().endsWith(",index");
            }
            line = reader.readLine();
        }
        head = line == null ? null : row(line);
    }

    private DatasetRow row(String line) {
        try {
            if (!csv) {
                RejectedRow reject = RejectedRow.of(line);
                return new DatasetRow(false, reject.offset(), reject.index(), line, name);
            }
            int last = line.lastIndexOf(',');
            long number = Long.parseLong(line.substring(last + 1));
            if (!hasIndex) {
                return new DatasetRow(true, number, 0, line, name);
            }
            long offset = Long.parseLong(line.substring(line.lastIndexOf(',', last - 1) + 1, last));
            return new DatasetRow(true, offset, (int) number, line, name);
        } catch (NumberFormatException | JacksonException unreadable) {
            throw new AssertionError(name + ": this line is no row: " + line, unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}

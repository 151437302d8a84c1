package science.pipeline.producer.source.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import science.pipeline.producer.source.SourceException;

/** One of the files to be replayed. */
record RecordedFile(Path path) {

    private static final int BLOCK = 1 << 20;

    RecordedFile {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new SourceException("producer.replay.file: found no readable file at " + path.toAbsolutePath()
                    + "; expected a CSV file or JSON lines (relative paths mean the working folder, here "
                    + Path.of("").toAbsolutePath() + ")");
        }
    }

    /** @throws SourceException if it is no text, or its header is none */
    Rows open() {
        FileSignature.check(path);
        return isJsonLines() ? new JsonRows(path) : new CsvRows(path);
    }

    /** How many rows there are, taking each line that is not empty for one. */
    long countRows() {
        long lines = 0;
        boolean empty = true;
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(path)) {
            for (int length = in.read(block); length > 0; length = in.read(block)) {
                for (int i = 0; i < length; i++) {
                    if (block[i] == '\n') {
                        lines += empty ? 0 : 1;
                        empty = true;
                    } else if (block[i] != '\r') {
                        empty = false;
                    }
                }
            }
        } catch (IOException e) {
            throw new SourceException(path + ": it cannot be read (" + e.getMessage() + ")", e);
        }
        long all = empty ? lines : lines + 1;
        return isJsonLines() ? all : Math.max(0, all - 1);
    }

    private boolean isJsonLines() {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json");
    }
}

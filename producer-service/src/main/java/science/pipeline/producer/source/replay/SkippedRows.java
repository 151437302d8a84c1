package science.pipeline.producer.source.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.formats.Rows;
import science.pipeline.producer.source.SourceException;

/** Rows that are no events and were passed over: their number, and a file that names each. Written anew by each run. */
final class SkippedRows {

    static final String NAME = "bad-rows.csv";

    private static final Logger log = LoggerFactory.getLogger(SkippedRows.class);
    private static final String HEADER = "file,line,reason";

    /** A wrong mapping makes all rows bad, and nobody wants to have them all listed. */
    private static final int MOST_WITHOUT_A_GOOD_ONE = 100;

    private final Path list;
    private @Nullable Writer writer;
    private long count;
    private boolean goodOneSeen;

    /** @param folder in which the list is written */
    SkippedRows(Path folder) {
        list = folder.resolve(NAME);
    }

    void good() {
        goodOneSeen = true;
    }

    /** @param reason why the present row is no event, with its place before it */
    void add(Rows row, RuntimeException reason) {
        count++;
        String message = String.valueOf(reason.getMessage());
        if (!goodOneSeen && count == MOST_WITHOUT_A_GOOD_ONE) {
            throw new SourceException(
                    message + ". None of the " + (count - 1)
                            + " rows before was an event either: is the mapping right (producer.replay.columns)?",
                    reason);
        }
        String what = message.startsWith(row.place())
                ? message.substring(row.place().length()).replaceFirst("^[:,] ", "")
                : message;
        try {
            if (writer == null) {
                writer = open();
                log.warn(
                        "{}. Rows that are no events are passed over and listed in {}", message, list.toAbsolutePath());
            }
            CSVFormat.RFC4180.printRecord(writer, row.file(), row.line(), what);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Writer open() throws IOException {
        if (Files.exists(list)) {
            try (BufferedReader former = Files.newBufferedReader(list)) {
                if (!HEADER.equals(former.readLine())) {
                    throw new SourceException(
                            list.toAbsolutePath() + ": this file is no list of bad rows, and one has to be "
                                    + "written there; move it, or start in another folder");
                }
            }
        }
        Writer opened = Files.newBufferedWriter(list);
        opened.write(HEADER + "\r\n");
        return opened;
    }

    void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            writer = null;
            log.warn(
                    "{} passed over, see {}",
                    count == 1 ? "1 row was no event and was" : count + " rows were no events and were",
                    list.toAbsolutePath());
        }
    }
}

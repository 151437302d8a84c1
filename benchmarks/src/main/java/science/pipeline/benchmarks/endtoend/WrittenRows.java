package science.pipeline.benchmarks.endtoend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stands in the files of one kind, whoever wrote them and in whatever order: a checksum of the books.
 *
 * @param rows without the headers
 * @param idSum of the first column, the events' ids
 */
record WrittenRows(long rows, long idSum) {

    /** Ids of a topic that was filled afresh: 0, 1, 2, … */
    static WrittenRows ofFirst(long events) {
        return new WrittenRows(events, events * (events - 1) / 2);
    }

    static WrittenRows in(Path folder, String kind) {
        WrittenRows sum = new WrittenRows(0, 0);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind + "_p*.csv")) {
            for (Path file : files) {
                WrittenRows more = in(file);
                sum = new WrittenRows(sum.rows + more.rows, sum.idSum + more.idSum);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return sum;
    }

    private static WrittenRows in(Path file) throws IOException {
        long lines = 0;
        long ids = 0;
        long id = 0;
        boolean inId = true;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    ids += lines == 0 ? 0 : id;
                    lines++;
                    id = 0;
                    inId = true;
                } else if (inId && next >= '0' && next <= '9') {
                    id = id * 10 + next - '0';
                } else {
                    inId = false;
                }
            }
        }
        return new WrittenRows(Math.max(0, lines - 1), ids);
    }
}

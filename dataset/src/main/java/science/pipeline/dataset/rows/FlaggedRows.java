package science.pipeline.dataset.rows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.PartBytes;
import science.pipeline.dataset.commit.ResultsFolder;

/** The flagged events of a partition as its newest commit names them, line by line as they are written. */
public final class FlaggedRows {

    private FlaggedRows() {}

    /**
     * One of them.
     *
     * @param header of the file, without its line end
     * @param line the row, without its line end
     * @param reasons as in the file
     * @param offset of its record
     * @param index in its record; 0 where each record is one event
     */
    public record Row(String header, String line, String reasons, long offset, int index) {

        /** The layer that found the event oddest. */
        public String layer() {
            String first = reasons.split(";", 2)[0];
            int end = first.indexOf(':');
            return end < 0 ? first : first.substring(0, end);
        }

        /** The last columns are the verdict's, which need no quotes. */
        private static Row of(String header, String line) {
            boolean hasIndex = header.endsWith(",index");
            String[] last = new String[hasIndex ? 4 : 3];
            int end = line.length();
            for (int i = last.length - 1; i >= 0; i--) {
                int comma = line.lastIndexOf(',', end - 1);
                last[i] = line.substring(comma + 1, end);
                end = comma;
            }
            return new Row(header, line, last[0], Long.parseLong(last[2]), hasIndex ? Integer.parseInt(last[3]) : 0);
        }
    }

    /** Those for which something holds, in the order of the files. */
    public static List<Row> of(ResultsFolder folder, Commit commit, BiPredicate<Long, Integer> wanted)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Commit.DataFile> files = commit.files().stream()
                .filter(file -> file.fileName().kind().equals(Kind.ANOMALIES))
                .sorted(Comparator.comparingLong(file -> file.fileName().firstOffset()))
                .toList();
        for (Commit.DataFile file : files) {
            read(folder, file, wanted, rows);
        }
        return rows;
    }

    private static void read(
            ResultsFolder folder, Commit.DataFile file, BiPredicate<Long, Integer> wanted, List<Row> into)
            throws IOException {
        try (InputStream in = PartBytes.open(folder, file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            for (long row = 0; row < file.rows(); row++) {
                String line = lines.readLine();
                if (header == null || line == null) {
                    throw new IOException(file.name() + " ends before its committed length");
                }
                Row read = Row.of(header, line);
                if (wanted.test(read.offset(), read.index())) {
                    into.add(read);
                }
            }
        }
    }
}

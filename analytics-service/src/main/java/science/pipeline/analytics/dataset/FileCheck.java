package science.pipeline.analytics.dataset;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks one data file against what its commit says of it. */
final class FileCheck {

    private static final JsonMapper JSON = new JsonMapper();

    private FileCheck() {}

    /** Adds what is wrong to the faults and returns the rows found. */
    static long run(Path path, Commit.DataFile file, OffsetCheck offsets, List<String> faults) throws IOException {
        long length = Files.size(path);
        if (length < file.bytes() || !file.open() && length > file.bytes()) {
            faults.add(file.name() + ": found " + length + " bytes, its commit names " + file.bytes());
            return 0;
        }
        CRC32C checksum = new CRC32C();
        CheckedInputStream in = new CheckedInputStream(new Bounded(Files.newInputStream(path), file.bytes()), checksum);
        long rows = file.fileName().kind().equals(Kind.WINDOWS) ? windows(in, file) : lines(in, file, offsets, faults);
        String crc = Durable.hex(checksum);
        if (!crc.equals(file.crc32c())) {
            faults.add(file.name() + ": found checksum " + crc + ", its commit names " + file.crc32c());
        }
        if (rows != file.rows()) {
            faults.add(file.name() + ": found " + rows + " rows, its commit names " + file.rows());
        }
        return rows;
    }

    /** Windows are opaque here; their bytes are what counts. */
    private static long windows(InputStream in, Commit.DataFile file) throws IOException {
        try (in) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return file.rows();
    }

    private static long lines(InputStream in, Commit.DataFile file, OffsetCheck offsets, List<String> faults)
            throws IOException {
        boolean csv = Kind.isCsv(file.fileName().kind());
        long rows = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = csv ? reader.readLine() : "";
            if (line == null
                    || csv && !(line + "\n").equals(new String(RowWriter.header(), StandardCharsets.US_ASCII))) {
                faults.add(file.name() + ": its first line is not the expected header");
            }
            for (line = reader.readLine(); line != null; line = reader.readLine()) {
                rows++;
                try {
                    if (csv) {
                        csvRow(line, file, offsets, faults);
                    } else {
                        JsonNode reject = JSON.readTree(line);
                        offsets.row(
                                file.name(),
                                reject.path("kafka_partition").asLong(),
                                reject.path("kafka_offset").asLong(),
                                faults);
                    }
                } catch (NumberFormatException | IndexOutOfBoundsException | JacksonException unreadable) {
                    faults.add(file.name() + ": row " + rows + " cannot be read");
                }
            }
        }
        return rows;
    }

    /** Partition and offset are the last two columns. */
    private static void csvRow(String line, Commit.DataFile file, OffsetCheck offsets, List<String> faults) {
        int last = line.lastIndexOf(',');
        int beforeLast = line.lastIndexOf(',', last - 1);
        offsets.row(
                file.name(),
                Long.parseLong(line.substring(beforeLast + 1, last)),
                Long.parseLong(line.substring(last + 1)),
                faults);
    }

    /** The committed part of a file. */
    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = super.read(into, at, (int) Math.min(left, length));
            left -= Math.max(count, 0);
            return count;
        }
    }
}

package science.pipeline.analytics.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed rows of one kind of a partition, one after the other through all its parts. Each part is held against
 * its commit on the way: length, checksum, rows, header, rising offsets. Rows that are none are faults, and passed
 * over.
 */
final class PartRows implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LONGEST_ROW_BYTES = 1 << 20;
    private static final int MOST_FAULTS = 5;
    private static final byte[] HEADER = RowWriter.header();
    private static final int COMMAS = (int) new String(HEADER, StandardCharsets.US_ASCII)
            .chars()
            .filter(next -> next == ',')
            .count();
    private static final JsonMapper JSON = new JsonMapper();

    private final ResultsFolder folder;
    private final Deque<Commit.DataFile> parts;
    private final boolean csv;
    private final OffsetCheck offsets;
    private final @Nullable FinalSum sum;
    private final FaultList faults;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private @Nullable InputStream in;
    private Commit.@Nullable DataFile part;
    private CRC32C crc = new CRC32C();
    private long read;
    private long rowsOfPart;
    private int faultsOfPart;

    private byte[] row = new byte[512];
    private int length;
    private long offset;
    private long rows;
    private boolean onRow;

    /**
     * @param parts in the order of their offsets
     * @param sum takes what the final file of this kind has to be; null when there is none
     */
    PartRows(
            ResultsFolder folder,
            List<Commit.DataFile> parts,
            boolean csv,
            OffsetCheck offsets,
            @Nullable FinalSum sum,
            FaultList faults) {
        this.folder = folder;
        this.parts = new ArrayDeque<>(parts);
        this.csv = csv;
        this.offsets = offsets;
        this.sum = sum;
        this.faults = faults;
    }

    /** Goes to the next row; false after the last. */
    boolean next() {
        while (true) {
            if (in == null && !open()) {
                onRow = false;
                return false;
            }
            if (in == null) {
                continue; // this part could not be opened
            }
            try {
                if (!readLine()) {
                    closePart();
                } else if (isRow()) {
                    onRow = true;
                    return true;
                }
            } catch (IOException unreadable) {
                faults.unreadable(name(), unreadable);
                close();
            }
        }
    }

    /** Whether there is a row, and it stands before this offset. */
    boolean isBefore(long other) {
        return onRow && offset < other;
    }

    /** Whether there is a row, and it stands there. */
    boolean isAt(long other) {
        return onRow && offset == other;
    }

    /** Where the row stands in the topic. */
    long offset() {
        return offset;
    }

    /** How many rows there were, unreadable ones too. */
    long rows() {
        return rows;
    }

    boolean equalsRow(PartRows other) {
        return Arrays.equals(row, 0, length, other.row, 0, other.length);
    }

    /** Whether a column of truth values says so. */
    boolean isTrue(int column) {
        int start = 0;
        for (int commas = 0; commas < column; start++) {
            commas += row[start] == ',' ? 1 : 0;
        }
        return row[start] == 't';
    }

    JsonNode json() {
        return JSON.readTree(row, 0, length);
    }

    String name() {
        return part == null ? "" : part.name();
    }

    private boolean open() {
        part = parts.poll();
        if (part == null) {
            return false;
        }
        crc = new CRC32C();
        read = 0;
        rowsOfPart = 0;
        faultsOfPart = 0;
        at = 0;
        end = 0;
        try {
            Path file = folder.file(part.fileName());
            long found = Files.size(file);
            if (found < part.bytes() || !part.open() && found > part.bytes()) {
                faults.add(name(), "found " + found + " bytes, its commit names " + part.bytes());
            }
            in = Files.newInputStream(file);
            if (csv && !(readLine() && isHeader())) {
                faults.add(name(), "its first line is not the expected header");
            }
        } catch (IOException unreadable) {
            faults.unreadable(name(), unreadable);
            close();
        }
        return true;
    }

    private boolean isHeader() {
        return Arrays.equals(row, 0, length, HEADER, 0, HEADER.length - 1);
    }

    /** Puts the next line into the row, without its end; false at the end of what is committed. */
    private boolean readLine() throws IOException {
        length = 0;
        while (fill()) {
            int newline = at;
            while (newline < end && buffer[newline] != '\n') {
                newline++;
            }
            append(newline - at);
            at = newline + 1;
            if (newline < end) {
                return true;
            }
        }
        return length > 0;
    }

    private void append(int count) {
        int fitting = Math.min(count, LONGEST_ROW_BYTES - length);
        if (row.length - length < fitting) {
            row = Arrays.copyOf(row, Math.max(2 * row.length, length + fitting));
        }
        System.arraycopy(buffer, at, row, length, fitting);
        length += fitting;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        Commit.DataFile now = part;
        InputStream from = in;
        if (now == null || from == null || read >= now.bytes()) {
            return false;
        }
        int count = from.read(buffer, 0, (int) Math.min(BUFFER_BYTES, now.bytes() - read));
        if (count < 0) {
            return false;
        }
        crc.update(buffer, 0, count);
        if (sum != null) {
            int header = (int) Math.min(count, Math.max(0, HEADER.length - read));
            sum.add(buffer, header, count - header);
        }
        read += count;
        at = 0;
        end = count;
        return true;
    }

    private boolean isRow() {
        rows++;
        rowsOfPart++;
        if (sum != null) {
            sum.addRow();
        }
        try {
            if (csv ? readPlace() : readJsonPlace()) {
                return true;
            }
        } catch (NumberFormatException | JacksonException unreadable) {
            if (faultsOfPart++ < MOST_FAULTS) {
                faults.add(name(), "row " + rowsOfPart + " cannot be read");
            }
        }
        return false;
    }

    /** Partition and offset are the last two columns. */
    private boolean readPlace() {
        int last = 0;
        int beforeLast = 0;
        int commas = 0;
        for (int i = 0; i < length; i++) {
            if (row[i] == ',') {
                commas++;
                beforeLast = last;
                last = i;
            }
        }
        if (commas != COMMAS) {
            throw new NumberFormatException("found " + commas + " commas");
        }
        offset = number(last + 1, length);
        return offsets.row(name(), number(beforeLast + 1, last), offset, faults);
    }

    private long number(int from, int to) {
        return Long.parseLong(new String(row, from, to - from, StandardCharsets.US_ASCII));
    }

    private boolean readJsonPlace() {
        JsonNode reject = json();
        offset = reject.path("kafka_offset").asLong(-1);
        return offsets.row(name(), reject.path("kafka_partition").asLong(-1), offset, faults);
    }

    private void closePart() {
        Commit.DataFile now = part;
        if (now != null) {
            String found = Durable.hex(crc);
            if (!found.equals(now.crc32c())) {
                faults.add(name(), "found checksum " + found + ", its commit names " + now.crc32c());
            }
            faults.expect(name(), "rows", rowsOfPart, now.rows());
        }
        close();
    }

    @Override
    public void close() {
        if (in != null) {
            try {
                in.close();
            } catch (IOException onlyRead) {
                // all that was wanted of it has been read
            }
            in = null;
        }
    }
}

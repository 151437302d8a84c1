package science.pipeline.dataset.closing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Csv;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.PartBytes;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.schema.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed rows of one kind of a partition, one after the other through all its parts. Each part is held against
 * its commit on the way: length, checksum, rows, header, rising offsets. Rows that are none are faults, and passed
 * over.
 */
public final class PartRows implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MOST_FAULTS = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private final ResultsFolder folder;
    private final Deque<Commit.DataFile> parts;
    private final boolean csv;
    private final OffsetCheck offsets;
    private final @Nullable FinalSum sum;
    private final FaultList faults;
    private final EventColumns columns;

    /** What is longer is damaged. */
    private final int longestRow;

    private EventColumns.@Nullable Widening widening;
    private byte[] widened = new byte[512];

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
    private int index;
    private long rows;
    private boolean onRow;

    /**
     * @param parts in the order of their offsets
     * @param columns of the final file
     * @param sum takes what the final file of this kind has to be; null when there is none
     */
    public PartRows(
            ResultsFolder folder,
            List<Commit.DataFile> parts,
            boolean csv,
            OffsetCheck offsets,
            EventColumns columns,
            @Nullable FinalSum sum,
            FaultList faults) {
        this.columns = columns;
        longestRow = columns.schema().longestRow();
        this.folder = folder;
        this.parts = new ArrayDeque<>(parts);
        this.csv = csv;
        this.offsets = offsets;
        this.sum = sum;
        this.faults = faults;
    }

    /** Goes to the next row; false after the last. */
    public boolean next() {
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

    /** Whether there is a row, and it stands before that of others. */
    public boolean isBefore(PartRows others) {
        return onRow && (!others.onRow || offset < others.offset || offset == others.offset && index < others.index);
    }

    /** Whether there is a row, and it stands where that of others does. */
    public boolean isWith(PartRows others) {
        return onRow && others.onRow && offset == others.offset && index == others.index;
    }

    /** Whether there is a row that is a whole record, of which others have a row, too. */
    boolean isWholeOf(PartRows others) {
        return onRow && others.onRow && offset == others.offset && index == Rejection.WHOLE;
    }

    /** Where the row stands in its record's list; {@link Rejection#WHOLE} of a record that is rejected as a whole. */
    public int index() {
        return index;
    }

    /** Where the row stands, as messages say it. */
    String place() {
        return columns.schema().hasIndex() && index != Rejection.WHOLE
                ? "offset " + offset + " index " + index
                : "offset " + offset;
    }

    /** Where the row stands in the topic. */
    public long offset() {
        return offset;
    }

    /** How many rows there were, unreadable ones too. */
    long rows() {
        return rows;
    }

    public boolean equalsRow(PartRows other) {
        return Arrays.equals(row, 0, length, other.row, 0, other.length);
    }

    /** The row with the dataset's columns, without the line's end. */
    public String text() {
        EventColumns.Widening known = widening;
        return known == null || known.isNone()
                ? new String(row, 0, length, StandardCharsets.UTF_8)
                : widenedText(known);
    }

    private String widenedText(EventColumns.Widening known) {
        int end = widen(known);
        return new String(widened, 0, end, StandardCharsets.UTF_8);
    }

    /** Adds the bytes of {@link #text} to a hash. */
    public void addTo(MessageDigest digest) {
        EventColumns.Widening known = widening;
        if (known == null || known.isNone()) {
            digest.update(row, 0, length);
        } else {
            int end = widen(known);
            digest.update(widened, 0, end);
        }
    }

    /** Why the record of a rejected row was rejected. */
    public static String reason(String row) {
        return JSON.readTree(row).path("reason").asString("");
    }

    /** Whether the row is flagged. */
    boolean isFlagged() {
        return row[startFromBehind(columns.added())] == 't';
    }

    /** Whether the row bears the sender's label; none does where the schema has no such field. */
    boolean isLabelled() {
        EventColumns.Widening known = widening;
        if (columns.labelField() < 0 || known == null) {
            return false;
        }
        int fromBehind = columns.count() - columns.labelField();
        int start = known.isNone() ? 0 : widen(known);
        byte[] cells = known.isNone() ? row : widened;
        int end = known.isNone() ? length : start;
        int at = 0;
        for (int column = columns.count(); column > fromBehind; column--) {
            at = Csv.cellEnd(cells, at, end) + 1;
        }
        return at < end && cells[at] == 't';
    }

    /** Where the n-th cell from behind begins; what the pipeline adds holds neither commas nor quotes. */
    private int startFromBehind(int cells) {
        int at = length;
        for (int found = 0; at > 0; at--) {
            found += row[at - 1] == ',' ? 1 : 0;
            if (found == cells) {
                return at;
            }
        }
        return 0;
    }

    private int widen(EventColumns.Widening known) {
        if (widened.length < length + columns.count() + 1) {
            widened = new byte[2 * (length + columns.count() + 1)];
        }
        return known.widen(row, 0, length, widened, 0);
    }

    JsonNode json() {
        return JSON.readTree(row, 0, length);
    }

    String name() {
        return part == null ? "" : String.valueOf(PartBytes.file(folder, part).getFileName());
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
            long found = PartBytes.length(folder, part);
            if (found < part.bytes() || !part.open() && found > part.bytes()) {
                faults.add(name(), "found " + found + " bytes, its commit names " + part.bytes());
            }
            in = PartBytes.open(folder, part);
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
        widening = columns.widening(row, length);
        return widening != null;
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
        int fitting = Math.min(count, longestRow - length);
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
        read += count;
        at = 0;
        end = count;
        return true;
    }

    private boolean isRow() {
        rows++;
        rowsOfPart++;
        EventColumns.Widening known = widening;
        if (sum != null && known != null) {
            int end = widen(known);
            widened[end] = '\n';
            sum.addRow(widened, end + 1);
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

    /** Partition and offset are among the last columns. */
    private boolean readPlace() {
        EventColumns.Widening known = widening;
        int expected = known == null ? columns.count() : known.columns();
        int cells = 0;
        for (int next = 0; next <= length; next++) {
            next = Csv.cellEnd(row, next, length);
            cells++;
        }
        if (cells != expected) {
            throw new NumberFormatException("found " + cells + " cells");
        }
        int behind = columns.added() - Schema.VERDICT_COLUMNS.indexOf("kafka_offset");
        int offsetAt = startFromBehind(behind);
        int partitionAt = startFromBehind(behind + 1);
        offset = number(offsetAt, behind == 1 ? length : startFromBehind(behind - 1) - 1);
        index = columns.schema().hasIndex()
                ? (int) number(startFromBehind(behind - 1), behind == 2 ? length : startFromBehind(behind - 2) - 1)
                : 0;
        return offsets.row(name(), number(partitionAt, offsetAt - 1), offset, index, faults);
    }

    private long number(int from, int to) {
        return Long.parseLong(new String(row, from, to - from, StandardCharsets.US_ASCII));
    }

    private boolean readJsonPlace() {
        JsonNode reject = json();
        offset = reject.path("kafka_offset").asLong(-1);
        index = reject.path(Schema.INDEX).asInt(Rejection.WHOLE);
        return offsets.row(name(), reject.path("kafka_partition").asLong(-1), offset, index, faults);
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

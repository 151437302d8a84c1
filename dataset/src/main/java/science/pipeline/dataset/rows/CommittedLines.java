package science.pipeline.dataset.rows;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.PartBytes;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;

/**
 * The lines of a data file up to its committed length, each where it lies in a buffer. At the end the file is held
 * against the checksum that its commit names. Touched by one thread.
 */
final class CommittedLines implements Closeable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path path;
    private final Commit.DataFile file;
    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[BUFFER_BYTES];
    private long left;
    private int start;
    private int end;
    private int filled;

    CommittedLines(ResultsFolder folder, Commit.DataFile file) throws IOException {
        this.path = PartBytes.file(folder, file);
        this.file = file;
        left = file.bytes();
        end = -1;
        in = PartBytes.open(folder, file);
    }

    /**
     * Goes to the next line; false after the last.
     *
     * @throws Refusal when the file is not as its commit names it
     */
    boolean next() throws IOException {
        start = end + 1;
        int at = start;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at < filled) {
                end = at;
                return true;
            }
            int kept = filled - start;
            if (!fill()) {
                return false;
            }
            at = start + kept;
        }
    }

    private boolean fill() throws IOException {
        int kept = filled - start;
        if (left == 0) {
            String found = Durable.hex(crc);
            if (kept > 0 || !found.equals(file.crc32c())) {
                throw damaged("its checksum is " + found + ", or its last line has no end");
            }
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, kept);
        } else if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        start = 0;
        int count = in.read(buffer, kept, (int) Math.min(buffer.length - kept, left));
        if (count < 0) {
            throw damaged("it ends " + left + " bytes early");
        }
        crc.update(buffer, kept, count);
        left -= count;
        filled = kept + count;
        return true;
    }

    /** What holds the line. */
    byte[] bytes() {
        return buffer;
    }

    /** Where the line begins. */
    int start() {
        return start;
    }

    /** Where it ends: at its line end. */
    int end() {
        return end;
    }

    /** What is said of a file whose content cannot be true. */
    Refusal damaged(String found) {
        return new Refusal("The data file " + path + " is damaged: " + found + "; its commit names " + file.bytes()
                + " bytes with checksum " + file.crc32c() + ". Run verify: it names all that is damaged.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

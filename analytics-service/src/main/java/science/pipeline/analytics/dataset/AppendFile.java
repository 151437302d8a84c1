package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One open data file: buffers rows, writes them in large pieces, and keeps the checksum of all it wrote. Rows are
 * appended by one thread; {@link #force()} may be called by another.
 */
final class AppendFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;

    final FileName name;
    private final BlockChannel channel;
    private final CRC32C crc;

    /** From the last whole block on. */
    private final ByteBuffer buffer;

    /** Where the buffer begins in the file. */
    private long begin;

    /** How much of the buffer was flushed already, and is part of the checksum. */
    private int flushed;

    private long rows;

    /** @param crc of the bytes that the file has already */
    AppendFile(FileName name, BlockChannel channel, CRC32C crc, long rows) {
        this.name = name;
        this.channel = channel;
        this.crc = crc;
        this.rows = rows;
        buffer = channel.newBuffer(BUFFER_BYTES);
    }

    /** Creates a file that must not exist: a name bears its owner's epoch, so nobody else can have made it. */
    static AppendFile create(Path file, FileName name) throws IOException {
        return new AppendFile(name, BlockChannel.open(file, StandardOpenOption.CREATE_NEW), new CRC32C(), 0);
    }

    /**
     * Goes on with a file that this owner has just copied.
     *
     * @param crc of its bytes
     */
    static AppendFile resume(Path file, FileName name, CRC32C crc, long bytes, long rows) throws IOException {
        BlockChannel channel = BlockChannel.open(file);
        AppendFile resumed = new AppendFile(name, channel, crc, rows);
        resumed.begin = channel.wholeBlocks(bytes);
        resumed.flushed = (int) (bytes - resumed.begin);
        resumed.buffer.limit(resumed.flushed);
        channel.read(resumed.buffer, resumed.begin);
        resumed.buffer.limit(resumed.buffer.capacity());
        return resumed;
    }

    void appendRows(byte[] lines, int from, int length, int count) throws IOException {
        append(lines, from, length);
        rows += count;
    }

    void append(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (end - at > buffer.remaining()) {
            int fitting = buffer.remaining();
            buffer.put(bytes, at, fitting);
            at += fitting;
            writeBlocks();
        }
        buffer.put(bytes, at, end - at);
    }

    /** Writes what the buffer has of whole blocks; the rest moves to its beginning. */
    private void writeBlocks() throws IOException {
        int filled = buffer.position();
        int whole = (int) channel.wholeBlocks(filled);
        crc.update(buffer.duplicate().position(flushed).limit(filled));
        channel.writeBlocks(buffer, whole, begin);
        buffer.position(whole).limit(filled);
        buffer.compact();
        begin += whole;
        flushed = filled - whole;
    }

    /** Hands the buffered rows to the operating system. */
    void flush() throws IOException {
        writeBlocks();
        channel.writeTail(buffer, flushed, begin);
    }

    /** Forces what was flushed to disk. */
    void force() throws IOException {
        channel.force();
    }

    /** How many bytes it has, flushed or not. */
    long length() {
        return begin + buffer.position();
    }

    /** What a commit says of it; everything must be flushed. */
    Commit.DataFile describe(boolean open) {
        return new Commit.DataFile(name.toString(), rows, length(), Durable.hex(crc), open);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

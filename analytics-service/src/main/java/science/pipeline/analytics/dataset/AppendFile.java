package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
    private final FileChannel channel;
    private final CRC32C crc;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long written;
    private long rows;

    private AppendFile(FileName name, FileChannel channel, CRC32C crc, long written, long rows) {
        this.name = name;
        this.channel = channel;
        this.crc = crc;
        this.written = written;
        this.rows = rows;
    }

    /** Creates a file that must not exist: a name bears its owner's epoch, so nobody else can have made it. */
    static AppendFile create(Path file, FileName name) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new AppendFile(name, channel, new CRC32C(), 0, 0);
    }

    /** Goes on with a file that this owner has just copied. */
    static AppendFile resume(Path file, FileName name, CRC32C crc, long bytes, long rows) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(bytes);
        return new AppendFile(name, channel, crc, bytes, rows);
    }

    void appendRows(byte[] lines, int from, int length, int count) throws IOException {
        append(lines, from, length);
        rows += count;
    }

    void append(byte[] bytes, int from, int length) throws IOException {
        if (length > buffer.remaining()) {
            flush();
        }
        if (length > buffer.capacity()) {
            crc.update(bytes, from, length);
            Durable.writeFully(channel, ByteBuffer.wrap(bytes, from, length));
            written += length;
        } else {
            buffer.put(bytes, from, length);
        }
    }

    /** Hands the buffered rows to the operating system. */
    void flush() throws IOException {
        buffer.flip();
        written += buffer.remaining();
        crc.update(buffer.duplicate());
        Durable.writeFully(channel, buffer);
        buffer.clear();
    }

    /** Forces what was flushed to disk. */
    void force() throws IOException {
        channel.force(false);
    }

    /** How many bytes it has, flushed or not. */
    long length() {
        return written + buffer.position();
    }

    /** What a commit says of it; everything must be flushed. */
    Commit.DataFile describe(boolean open) {
        return new Commit.DataFile(name.toString(), rows, written, Durable.hex(crc), open);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package science.pipeline.dataset.commit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open data file: buffers rows, writes them in large pieces while the next ones are buffered, and keeps the
 * checksum of all it wrote. Rows are appended by one thread; {@link #force()} may be called by another.
 */
public final class AppendFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AppendFile.class);
    private static final int BUFFER_BYTES = 256 * 1024;

    public final FileName name;
    private final @Nullable Object key;
    private final BlockChannel channel;
    private final CRC32C crc;

    /** From the last whole block on. */
    private ByteBuffer buffer;

    /** The other one, whose blocks may still be on their way to the disk. */
    private ByteBuffer former;

    /** Where the buffer begins in the file. */
    private long begin;

    /** How much of the buffer was flushed already, and is part of the checksum. */
    private int flushed;

    private long rows;

    /**
     * @param key what tells the file from others
     * @param crc of the bytes that it has already
     */
    AppendFile(FileName name, @Nullable Object key, BlockChannel channel, CRC32C crc, long rows) {
        this.name = name;
        this.key = key;
        this.channel = channel;
        this.crc = crc;
        this.rows = rows;
        buffer = channel.newBuffer(BUFFER_BYTES);
        former = channel.newBuffer(BUFFER_BYTES);
    }

    /**
     * Creates a file that must not exist: a name bears its owner's epoch, so nobody else can have made it.
     *
     * @param writers run what writes its blocks
     */
    public static AppendFile create(Path file, FileName name, Executor writers) throws IOException {
        return on(BlockChannel.open(file, writers, StandardOpenOption.CREATE_NEW), file, name, new CRC32C(), 0);
    }

    private static AppendFile on(BlockChannel channel, Path file, FileName name, CRC32C crc, long rows)
            throws IOException {
        try {
            return new AppendFile(name, Durable.key(file), channel, crc, rows);
        } catch (IOException | OutOfMemoryError unusable) {
            channel.close();
            throw unusable;
        }
    }

    /**
     * Goes on with a file that this owner has just copied.
     *
     * @param crc of its bytes
     */
    static AppendFile resume(Path file, FileName name, Executor writers, CRC32C crc, long bytes, long rows)
            throws IOException {
        AppendFile resumed = on(BlockChannel.open(file, writers), file, name, crc, rows);
        try {
            resumed.readTail(bytes);
        } catch (IOException unreadable) {
            letGo(List.of(resumed));
            throw unreadable;
        }
        return resumed;
    }

    private void readTail(long bytes) throws IOException {
        begin = channel.wholeBlocks(bytes);
        flushed = (int) (bytes - begin);
        buffer.limit(flushed);
        channel.read(buffer, begin);
        buffer.limit(buffer.capacity());
    }

    /** Closes them all. What is committed was forced to disk before, so an error means nothing to the dataset. */
    public static void letGo(Collection<AppendFile> files) {
        for (AppendFile file : files) {
            try {
                file.close();
            } catch (IOException unclosed) {
                log.debug("{} could not be closed: {}", file.name, unclosed.toString());
            }
        }
    }

    public void appendRows(byte[] lines, int from, int length, int count) throws IOException {
        append(lines, from, length);
        rows += count;
    }

    public void append(byte[] bytes, int from, int length) throws IOException {
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

    /** Begins to write what the buffer has of whole blocks; the rest moves to the beginning of the other one. */
    private void writeBlocks() throws IOException {
        int filled = buffer.position();
        int whole = (int) channel.wholeBlocks(filled);
        crc.update(buffer.duplicate().position(flushed).limit(filled));
        flushed = filled - whole;
        if (whole > 0) {
            channel.beginBlocks(buffer, whole, begin);
            begin += whole;
            former.clear().put(buffer.position(whole).limit(filled));
            ByteBuffer full = buffer;
            buffer = former;
            former = full;
        }
    }

    /** Hands the buffered rows over; {@link #force} waits until all are written. */
    public void flush() throws IOException {
        writeBlocks();
        channel.writeTail(buffer, flushed, begin);
    }

    /** Forces what was flushed to disk, or says why it could not be written. */
    public void force() throws IOException {
        channel.force();
    }

    /** Finds out whether the name still leads to what is written here. */
    public void checkPlace(Path file) throws IOException {
        if (!Objects.equals(Durable.key(file), key)) {
            throw new IOException("the data file " + file + " was replaced while it was written");
        }
    }

    /** How many bytes it has, flushed or not. */
    public long length() {
        return begin + buffer.position();
    }

    /** What a commit says of it; everything must be flushed. */
    public Commit.DataFile describe(boolean open) {
        return new Commit.DataFile(name.toString(), rows, length(), Durable.hex(crc), open);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

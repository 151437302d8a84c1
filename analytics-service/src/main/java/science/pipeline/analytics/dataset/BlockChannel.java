package science.pipeline.analytics.dataset;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to be written from front to back, whole blocks past the operating system's page cache: nobody reads soon what
 * is written, and copying it there takes the processor's time. What is less than a block goes through the cache, and
 * again with its block once that is full. File systems that know no direct writes get all through the cache.
 *
 * <p>Others may read what a commit names; a direct write takes what it replaces out of the cache.
 */
final class BlockChannel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BlockChannel.class);

    /** Some file systems call a megabyte a block. */
    private static final long LARGEST_BLOCK = 16 * 1024;

    private static final int ANY = 1;

    private final FileChannel cached;
    private final FileChannel direct;
    private final int block;

    private BlockChannel(FileChannel cached, FileChannel direct, int block) {
        this.cached = cached;
        this.direct = direct;
        this.block = block;
    }

    /** @param options beside reading and writing */
    static BlockChannel open(Path file, OpenOption... options) throws IOException {
        List<OpenOption> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        FileChannel cached = FileChannel.open(file, all.toArray(OpenOption[]::new));
        try {
            long block = Files.getFileStore(file).getBlockSize();
            if (Long.bitCount(block) == 1 && block <= LARGEST_BLOCK) {
                FileChannel direct = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
                return new BlockChannel(cached, direct, (int) block);
            }
        } catch (IOException | UnsupportedOperationException unable) {
            log.debug("{} is written through the page cache: {}", file, unable.toString());
        }
        return throughCache(cached);
    }

    /** For file systems without direct writes: any number of bytes is a block. */
    static BlockChannel throughCache(FileChannel cached) {
        return new BlockChannel(cached, cached, ANY);
    }

    /** A buffer whose content can be written. */
    ByteBuffer newBuffer(int capacity) {
        return ByteBuffer.allocateDirect(capacity + block)
                .alignedSlice(block)
                .limit(capacity)
                .slice();
    }

    /** How many of these bytes are whole blocks. */
    long wholeBlocks(long bytes) {
        return bytes - bytes % block;
    }

    /**
     * Writes the buffer's first bytes.
     *
     * @param buffer made by {@link #newBuffer}; its position and limit stay
     * @param count whole blocks
     * @param at where in the file, whole blocks
     */
    void writeBlocks(ByteBuffer buffer, int count, long at) throws IOException {
        write(direct, buffer.duplicate().position(0).limit(count), at);
    }

    /** Writes the buffer's first bytes, of which less than a block may be left over. */
    void writeTail(ByteBuffer buffer, int count, long at) throws IOException {
        write(cached, buffer.duplicate().position(0).limit(count), at);
    }

    /** A nearly full disk may write less than asked before it reports an error. */
    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
    }

    /** Fills the buffer from its position up to its limit. */
    void read(ByteBuffer buffer, long at) throws IOException {
        long next = at;
        while (buffer.hasRemaining()) {
            int count = cached.read(buffer, next);
            if (count < 0) {
                throw new EOFException("found " + next + " bytes, expected " + buffer.remaining() + " more");
            }
            next += count;
        }
    }

    /** Forces what was written to disk. */
    void force() throws IOException {
        cached.force(false);
    }

    @Override
    public void close() throws IOException {
        direct.close();
        cached.close();
    }
}

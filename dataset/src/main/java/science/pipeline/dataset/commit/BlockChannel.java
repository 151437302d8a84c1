package science.pipeline.dataset.commit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to be written from front to back, whole blocks past the operating system's page cache: nobody reads soon what
 * is written, and copying it there takes the processor's time. They may be written in the background, one write at a
 * time, so that disk and analysis overlap. What is less than a block goes through the cache, and again with its block
 * once that is full. File systems that know no direct writes get all through the cache.
 *
 * <p>One thread writes; {@link #force} may be called by another. Others may read what a commit names; a direct write
 * takes what it replaces out of the cache.
 */
final class BlockChannel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BlockChannel.class);

    /** Some file systems call a megabyte a block. */
    private static final long LARGEST_BLOCK = 16 * 1024;

    private static final int ANY = 1;

    private final FileChannel cached;
    private final @Nullable FileChannel direct;
    private final int block;
    private final Executor writers;

    /** The last one that was begun; it stays here when it is done, and for good when it failed. */
    private volatile @Nullable DirectWrite underway;

    private BlockChannel(FileChannel cached, @Nullable FileChannel direct, int block, Executor writers) {
        this.cached = cached;
        this.direct = direct;
        this.block = block;
        this.writers = writers;
    }

    /**
     * @param writers run what writes blocks, in whichever thread
     * @param options beside reading and writing
     */
    static BlockChannel open(Path file, Executor writers, OpenOption... options) throws IOException {
        List<OpenOption> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        FileChannel cached = FileChannel.open(file, all.toArray(OpenOption[]::new));
        try {
            long block = Files.getFileStore(file).getBlockSize();
            if (Long.bitCount(block) == 1 && block <= LARGEST_BLOCK) {
                FileChannel direct = FileChannel.open(file, StandardOpenOption.WRITE, pastTheCache());
                return new BlockChannel(cached, direct, (int) block, writers);
            }
        } catch (IOException | UnsupportedOperationException unable) {
            log.debug("{} is written through the page cache: {}", file, unable.toString());
        }
        return throughCache(cached);
    }

    /** By its name: the JDK has it, but a later one does not let Java 17 be compiled with it. */
    private static OpenOption pastTheCache() {
        try {
            return Stream.of(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .map(OpenOption.class::cast)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .findAny()
                    .orElseThrow(UnsupportedOperationException::new);
        } catch (ClassNotFoundException absent) {
            throw new UnsupportedOperationException(absent);
        }
    }

    /** For file systems without direct writes: any number of bytes is a block. */
    static BlockChannel throughCache(FileChannel cached) {
        return new BlockChannel(cached, null, ANY, Runnable::run);
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
     * Begins to write the buffer's first bytes, once what was begun before is written.
     *
     * @param buffer made by {@link #newBuffer}; these bytes must not change before the next call or {@link #force}
     *     returns
     * @param count whole blocks
     * @param at where in the file, whole blocks
     * @throws IOException also if what was begun before could not be written
     */
    void beginBlocks(ByteBuffer buffer, int count, long at) throws IOException {
        await();
        ByteBuffer bytes = buffer.duplicate().position(0).limit(count);
        if (direct == null) {
            write(cached, bytes, at);
        } else {
            underway = new DirectWrite(direct, bytes, at, writers);
        }
    }

    private void await() throws IOException {
        DirectWrite last = underway;
        if (last != null) {
            last.await();
        }
    }

    /** Blocks that are being written. Whatever ends it, an {@code Error} too, those who wait hear of. */
    private static final class DirectWrite {

        private final FutureTask<@Nullable Void> written;

        DirectWrite(FileChannel channel, ByteBuffer bytes, long at, Executor writers) {
            written = new FutureTask<>(() -> {
                write(channel, bytes, at);
                return null;
            });
            writers.execute(written);
        }

        void await() throws IOException {
            try {
                written.get();
            } catch (ExecutionException failed) {
                throw new IOException("blocks could not be written: " + failed.getCause(), failed.getCause());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while blocks were written");
            }
        }
    }

    /** Writes the buffer's first bytes, of which less than a block may be left over. */
    void writeTail(ByteBuffer buffer, int count, long at) throws IOException {
        write(cached, buffer.duplicate().position(0).limit(count), at);
    }

    /**
     * As long as it takes: a nearly full disk may write less than asked before it reports an error. Each piece is at an
     * absolute place, and {@code bytes} knows how far it is.
     */
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

    /** Waits for what was begun, and forces all that was written to disk. */
    void force() throws IOException {
        await();
        cached.force(false);
    }

    /** What was begun and not forced may be written or not. */
    @Override
    public void close() throws IOException {
        try (cached) {
            if (direct != null) {
                direct.close();
            }
        }
    }
}

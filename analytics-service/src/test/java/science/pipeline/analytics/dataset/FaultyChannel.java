package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file of a {@link FaultyDisk}. */
final class FaultyChannel extends FileChannel {

    private final FaultyDisk disk;
    private final FileChannel real;

    FaultyChannel(FaultyDisk disk, FileChannel real) {
        this.disk = disk;
        this.real = real;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return disk.call(() -> real.read(into));
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return disk.call(() -> real.read(into, at));
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return disk.call(() -> real.read(into, offset, length));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return disk.call(() -> real.write(bytes));
    }

    @Override
    public int write(ByteBuffer bytes, long at) throws IOException {
        return disk.call(() -> real.write(bytes, at));
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
        return disk.call(() -> real.write(bytes, offset, length));
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long next) throws IOException {
        real.position(next);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.call(() -> real.truncate(size));
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.call(() -> true);
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        return disk.call(() -> real.transferTo(at, count, target));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) throws IOException {
        return disk.call(() -> real.transferFrom(source, at, count));
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) throws IOException {
        return disk.call(() -> real.map(mode, at, size));
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) throws IOException {
        return disk.call(() -> real.lock(at, size, shared));
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) throws IOException {
        return disk.call(() -> real.tryLock(at, size, shared));
    }

    /** Closed in any case: what is told is that it failed. */
    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
        disk.call(() -> true);
    }
}

package science.pipeline.systemtest.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import science.pipeline.systemtest.process.Command;

/** A file system in memory, small enough to be filled. */
public final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "256m";

    private final Path mount;

    private SmallDisk(Path mount) {
        this.mount = mount;
    }

    /** Mounts one; empty where this user may not. */
    public static Optional<SmallDisk> mount(Path at) throws IOException {
        Files.createDirectories(at);
        boolean mounted = Command.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", at.toString())
                .succeeded();
        return mounted ? Optional.of(new SmallDisk(at)) : Optional.empty();
    }

    public Path path() {
        return mount;
    }

    /** Takes all but a few bytes of the room that is left. */
    void fill(long leave) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (var ballast = Files.newOutputStream(ballast())) {
            while (Files.getFileStore(mount).getUsableSpace() > leave + block.length) {
                ballast.write(block);
            }
        }
    }

    /** Gives the room back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return mount.resolve("ballast");
    }

    @Override
    public void close() {
        Command.run("umount", mount.toString());
    }
}

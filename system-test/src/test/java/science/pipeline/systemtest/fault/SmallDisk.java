package science.pipeline.systemtest.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system in memory, small enough to be filled. */
public final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "256m";

    private final Path mount;

    private SmallDisk(Path mount) {
        this.mount = mount;
    }

    /** Mounts one; empty where this user may not. */
    public static Optional<SmallDisk> mount(Path at) throws IOException, InterruptedException {
        Files.createDirectories(at);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", at.toString()) == 0;
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

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", mount.toString());
        } catch (InterruptedException stopping) {
            throw new IOException(stopping);
        }
    }
}

package science.pipeline.systemtest.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import science.pipeline.systemtest.process.Command;

/**
 * A file system of its own in a file, whose power can be cut: what was not forced to it is gone. What the file system
 * had handed to its disk stays, forced or not: the disk has no cache that could lose it.
 */
public final class LoopDisk implements AutoCloseable {

    private static final long BYTES = 512L << 20;

    /** Which file system. */
    public enum Kind {
        XFS("-f"),
        EXT4("-F");

        private final String evenIfThereIsOne;

        Kind(String evenIfThereIsOne) {
            this.evenIfThereIsOne = evenIfThereIsOne;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final Path mount;
    private final Path image;

    /** @param mount the folder as which it will appear */
    public LoopDisk(Kind kind, Path mount) {
        this.kind = kind;
        this.mount = mount;
        this.image = mount.resolveSibling(mount.getFileName() + ".image");
    }

    public Kind kind() {
        return kind;
    }

    /** Makes and mounts it; gives what failed where this machine or this user cannot. */
    public Optional<Command> mount() throws IOException {
        Command.run("umount", mount.toString()); // what a killed run has left
        Files.createDirectories(mount);
        try (RandomAccessFile sparse = new RandomAccessFile(image.toFile(), "rw")) {
            sparse.setLength(BYTES);
        }
        return Stream.of(
                        List.of("xfs_io", "-V"),
                        List.of("mkfs." + kind, "-q", kind.evenIfThereIsOne, image.toString()),
                        List.of("mount", "-o", "loop", image.toString(), mount.toString()))
                .map(words -> Command.run(words.toArray(String[]::new)))
                .filter(command -> !command.succeeded())
                .findFirst();
    }

    public Path path() {
        return mount;
    }

    /** From now on nothing reaches the disk, not even the file system's own log; everybody gets I/O errors. */
    void cut() {
        Command.run("xfs_io", "-x", "-c", "shutdown", mount.toString()).expectSuccess();
    }

    /** Comes back with what the disk holds. Nobody may have a file of it open. */
    void powerUp() {
        await("no file of " + mount + " in use")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Command.run("umount", mount.toString()).succeeded());
        Command.run("mount", "-o", "loop", image.toString(), mount.toString()).expectSuccess();
    }

    @Override
    public void close() throws IOException {
        Command.run("umount", mount.toString());
        Files.deleteIfExists(image);
    }
}

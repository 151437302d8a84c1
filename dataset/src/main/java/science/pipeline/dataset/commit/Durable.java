package science.pipeline.dataset.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writing so that it stays written, and looking so that trouble is not taken for absence. */
public final class Durable {

    private static final Logger log = LoggerFactory.getLogger(Durable.class);
    private static final String TEMPORARY = ".tmp";

    private Durable() {}

    /** Writes a file anew and forces it to disk; what a former attempt left under that name is replaced. */
    public static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, ByteBuffer.wrap(bytes));
            channel.force(true);
        }
    }

    /**
     * Replaces a derived file in one step, for readers that look at any moment. Of several who do so at once one is the
     * last, and it is nobody's failure that the others are not.
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        String name = "." + file.getFileName() + ".";
        Path temporary = file.resolveSibling(name + UUID.randomUUID() + TEMPORARY);
        try {
            write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            if (!exists(file)) {
                throw gone; // with its folder; else somebody has replaced it and swept
            }
        } finally {
            discard(temporary);
        }
        sweep(file.resolveSibling(name));
    }

    /** Removes what those have left behind who were killed while they replaced a file. */
    private static void sweep(Path prefix) {
        String name = prefix.getFileName().toString();
        try {
            for (Path other : list(Objects.requireNonNull(prefix.getParent()))) {
                String found = other.getFileName().toString();
                if (found.startsWith(name) && found.endsWith(TEMPORARY)) {
                    discard(other);
                }
            }
        } catch (IOException later) {
            log.debug("{} could not be listed: {}", prefix.getParent(), later.toString());
        }
    }

    /** A nearly full disk may write less than asked before it reports an error. */
    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Forces what was written to a file by other means to disk. */
    public static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** SHA-256, which every Java platform has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("BUG: every Java platform has SHA-256", absent);
        }
    }

    /** Whether there is such a file; {@code Files.exists} says no as well when it cannot look. */
    static boolean exists(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** What tells a file from every other one, whatever their names; null where the file system has no such thing. */
    static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** What a folder holds, nothing when there is no such folder. */
    public static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (UncheckedIOException interrupted) {
            throw interrupted.getCause();
        }
    }

    /** Removes what is of no use any more; what cannot be removed now goes with a later sweep. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.debug("{} could not be removed: {}", file, stays.toString());
        }
    }

    /** Makes a folder, unless it is there, in one that must be there. */
    public static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException there) {
            return;
        }
        syncFolder(Objects.requireNonNull(folder.getParent()));
    }

    /** Forces names that were created, linked or removed in a folder to disk. */
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    public static String crc32c(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return hex(crc);
    }

    public static String hex(CRC32C crc) {
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}

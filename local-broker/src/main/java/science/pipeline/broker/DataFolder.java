package science.pipeline.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The folder that holds a node's records and metadata. It is formatted once, which gives it a node and a cluster; from
 * then on it belongs to these.
 */
final class DataFolder {

    private static final String IDENTITY_FILE = "meta.properties";

    private final BrokerProperties broker;
    private final Path folder;

    DataFolder(BrokerProperties broker) {
        this.broker = broker;
        this.folder = broker.dataDir().toAbsolutePath().normalize();
    }

    /**
     * Makes the folder ready for this node: formats it if it is new, checks whose it is otherwise.
     *
     * @throws BrokerStartException if it is somebody else's or in use
     */
    void prepare() {
        try {
            Files.createDirectories(folder);
            refuseIfInUse();
            Path identity = folder.resolve(IDENTITY_FILE);
            if (Files.exists(identity)) {
                checkOwner(identity);
            } else {
                refuseIfForeign();
                format();
            }
        } catch (IOException e) {
            throw new BrokerStartException(
                    "broker.data-dir: cannot use " + folder + ": " + e,
                    "Make the folder writable, or name another one.");
        }
    }

    private void checkOwner(Path identity) throws IOException {
        Properties owner = new Properties();
        try (Reader reader = Files.newBufferedReader(identity)) {
            owner.load(reader);
        }
        expect(owner, "node.id", "broker.node-id", Integer.toString(broker.nodeId()));
        String clusterId = agreedClusterId();
        if (!clusterId.isEmpty()) {
            expect(owner, "cluster.id", "broker.cluster-id", clusterId);
        }
    }

    private void expect(Properties owner, String name, String key, String expected) {
        String found = owner.getProperty(name, "none");
        if (!found.equals(expected)) {
            throw new BrokerStartException(
                    "broker.data-dir: %s belongs to a node with %s %s, but %s is %s."
                            .formatted(folder, name, found, key, expected),
                    "Start with --%s=%s, or name another folder by --broker.data-dir.".formatted(key, found));
        }
    }

    private void refuseIfForeign() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            boolean foreign =
                    files.anyMatch(file -> !file.getFileName().toString().equals(".lock"));
            if (foreign) {
                throw new BrokerStartException(
                        "broker.data-dir: %s is neither empty nor a broker's (it has no %s)."
                                .formatted(folder, IDENTITY_FILE),
                        "Name an empty or new folder by --broker.data-dir.");
            }
        }
    }

    /** Kafka holds a lock on this file while it runs, but ends the JVM with a stack trace when it does not get it. */
    private void refuseIfInUse() throws IOException {
        Path lockFile = folder.resolve(".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse();
            }
        } catch (OverlappingFileLockException heldInThisJvm) {
            throw inUse();
        }
    }

    private BrokerStartException inUse() {
        return new BrokerStartException(
                "broker.data-dir: another broker runs on " + folder + ".",
                "Stop that one, or name another folder by --broker.data-dir.");
    }

    private void format() {
        String clusterId = agreedClusterId();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(broker.nodeId())
                    .setClusterId(clusterId.isEmpty() ? Uuid.randomUuid().toString() : clusterId)
                    .setControllerListenerName(NodeSettings.CONTROLLER)
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("BUG: Kafka refuses to format " + folder, e);
        }
    }

    /** The cluster id on which the configuration leaves no choice, or empty if any will do. */
    private String agreedClusterId() {
        if (!broker.clusterId().isEmpty() || broker.quorum().isEmpty()) {
            return broker.clusterId();
        }
        String voters = String.join(",", broker.quorum().stream().sorted().toList());
        UUID uuid = UUID.nameUUIDFromBytes(voters.getBytes(StandardCharsets.UTF_8));
        return new Uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()).toString();
    }
}

package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Where things are: the built jars, and a folder for what a measurement leaves behind. */
final class Project {

    private static final long LARGE_BYTES = 1 << 20;

    private Project() {}

    /** The executable jar of a part. */
    static String jar(String part) {
        Path jar = Path.of(part, "target", part + "-exec.jar");
        if (!Files.isRegularFile(jar)) {
            throw new InvalidOption("found no " + jar.toAbsolutePath()
                    + ", expected the built jars: run ./mvnw -DskipTests package and come back to the project's root");
        }
        return jar.toString();
    }

    /** What starts another main class of this jar. */
    static List<String> self(String mainClass) {
        return List.of("-cp", System.getProperty("java.class.path"), mainClass);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /**
     * Makes room. Small files stay until the end: ext4 gives the place of a file that was just deleted to nobody for
     * minutes, and whoever creates files meanwhile pays for the search.
     */
    static void deleteLarge(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                if (Files.size(path) > LARGE_BYTES) {
                    Files.delete(path);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

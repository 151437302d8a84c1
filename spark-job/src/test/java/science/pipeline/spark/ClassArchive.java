package science.pipeline.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive of the job's classes, as the first job that has run to its end had loaded them: with it a start takes less
 * processor time, and there are dozens. For the Java that the tests run by.
 */
final class ClassArchive {

    private static final Path FILE = Java.PROJECT.resolve("spark-job/target/spark-job.jsa");

    private static boolean isBegun;

    private ClassArchive() {}

    /** What a job is told that is to end by itself: the first one makes the archive. */
    static synchronized List<String> madeOrUsed() {
        if (isBegun) {
            return used();
        }
        isBegun = true;
        try {
            Files.deleteIfExists(FILE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return List.of("-XX:ArchiveClassesAtExit=" + FILE, "-Xlog:cds=off,cds+dynamic=off");
    }

    /** What any other job is told. */
    static List<String> used() {
        return Files.exists(FILE)
                ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + FILE, "-Xlog:cds=off,cds+dynamic=off")
                : List.of();
    }
}

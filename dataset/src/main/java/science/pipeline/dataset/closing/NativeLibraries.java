package science.pipeline.dataset.closing;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.dataset.sink.Refusal;

/**
 * Whether libraries that are no Java will run, tried at the start: they are unpacked into {@code java.io.tmpdir} when
 * they are needed first, which for Parquet is the end. Only the folder is tried: loading them takes as long as a
 * hundred thousand events.
 */
public final class NativeLibraries {

    private static final Logger log = LoggerFactory.getLogger(NativeLibraries.class);

    private NativeLibraries() {}

    /**
     * Refuses formats that could not be written at the end.
     *
     * @throws Refusal when there is no CSV, or the library for Parquet will not run
     */
    public static void check(List<FinalFormat> formats) {
        check(formats, Path.of(System.getProperty("java.io.tmpdir")), duckDb());
    }

    static void check(List<FinalFormat> formats, Path temporary, @Nullable URL duckDb) {
        if (!formats.contains(FinalFormat.CSV)) {
            throw new Refusal("analytics.final-formats: found " + words(formats) + ", expected csv, or csv,parquet:"
                    + " Parquet is made from CSV.");
        }
        boolean parquet = formats.contains(FinalFormat.PARQUET);
        if (parquet && duckDb == null) {
            throw refusal("there is no DuckDB library for " + platform());
        }
        Optional<String> trouble = trouble(temporary, parquet ? size(duckDb) : 0);
        if (trouble.isPresent() && parquet) {
            throw refusal(trouble.get());
        }
        trouble.ifPresent(found -> log.warn(
                "Records that their sender compressed with snappy or zstd cannot be read: {}. Choose another folder by"
                        + " java -Djava.io.tmpdir=….",
                found));
    }

    private static Refusal refusal(String found) {
        return new Refusal("The final dataset could not be written as Parquet: " + found + ". Choose another folder by"
                + " java -Djava.io.tmpdir=…, or go without Parquet by --analytics.final-formats=csv.");
    }

    /** What forbids to run a library of so many bytes from a folder. */
    private static Optional<String> trouble(Path folder, long bytes) {
        String where = "found java.io.tmpdir=" + folder + ", ";
        try {
            Path probe = Files.createTempFile(folder, "pipeline-probe", ".so");
            try {
                Files.setPosixFilePermissions(probe, PosixFilePermissions.fromString("rwx------"));
                if (!Files.isExecutable(probe)) {
                    return Optional.of(where + "from which nothing can be run (mounted with noexec)");
                }
            } finally {
                Files.deleteIfExists(probe);
            }
            long room = Files.getFileStore(folder).getUsableSpace();
            return room >= bytes
                    ? Optional.empty()
                    : Optional.of(where + "which has room for " + megabytes(room) + ", expected " + megabytes(bytes)
                            + " for a library");
        } catch (IOException | UnsupportedOperationException unusable) {
            return Optional.of(where + "where no file can be made (" + unusable + ")");
        }
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    /** DuckDB's own name for its library. */
    private static @Nullable URL duckDb() {
        return NativeLibraries.class.getResource("/libduckdb_java.so_" + platform());
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return "osx_universal";
        }
        return (system.startsWith("windows") ? "windows" : system) + "_"
                + (processor.equals("aarch64") ? "arm64" : processor.equals("x86_64") ? "amd64" : processor);
    }

    private static long size(@Nullable URL library) {
        try {
            return library == null ? 0 : library.openConnection().getContentLengthLong();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static String words(List<FinalFormat> formats) {
        return formats.toString().toLowerCase(Locale.ROOT);
    }
}

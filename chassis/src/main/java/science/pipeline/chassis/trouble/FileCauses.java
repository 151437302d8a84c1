package science.pipeline.chassis.trouble;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file system refuses. The JDK tells most of it by the system's own words only. */
final class FileCauses {

    /** The system's words, and what to do. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("No space left on device", "the disk is full. Make room");
        WORDS.put("Disk quota exceeded", "the quota of this user is used up. Make room, or raise it");
        WORDS.put("Read-only file system", "the file system is read-only. Mount it for writing");
        WORDS.put("Too many open files", "the process has too many open files. Raise ulimit -n");
        WORDS.put("Permission denied", "this user may not. Change owner or rights");
        WORDS.put("Operation not permitted", "this user may not. Change owner or rights");
        WORDS.put("Stale file handle", "the network file system has lost it. Mount it again");
        WORDS.put("Input/output error", "the disk or its connection fails. See the system's log");
        WORDS.put("Transport endpoint is not connected", "the file system is no longer mounted. Mount it again");
        WORDS.put("File too large", "the file system takes no file so large. Lower analytics.roll-size");
    }

    private FileCauses() {}

    static Optional<Trouble> of(List<Throwable> chain) {
        return chain.stream()
                .filter(IOException.class::isInstance)
                .flatMap(link -> of((IOException) link).stream())
                .findFirst()
                .map(sentence -> new Trouble(Trouble.Kind.RETRYING, sentence));
    }

    private static Optional<String> of(IOException refused) {
        if (refused instanceof AccessDeniedException denied) {
            return Optional.of(denied.getFile() + ": " + WORDS.get("Permission denied") + ".");
        }
        if (refused instanceof NoSuchFileException gone) {
            return Optional.of(gone.getFile() + ": it is not there (any more). Put it back.");
        }
        String said = String.valueOf(refused.getMessage());
        return WORDS.entrySet().stream()
                .filter(word -> said.contains(word.getKey()))
                .map(word -> place(refused, said) + word.getValue() + " (" + word.getKey() + ").")
                .findFirst();
    }

    private static String place(IOException refused, String said) {
        if (refused instanceof FileSystemException at && at.getFile() != null) {
            return at.getFile() + ": ";
        }
        int bracket = said.indexOf(" (");
        return refused instanceof FileNotFoundException && bracket > 0 ? said.substring(0, bracket) + ": " : "";
    }
}

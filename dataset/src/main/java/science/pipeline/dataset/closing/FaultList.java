package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** What a verification has found: faults, each one sentence that begins with the name of the file, and notes. */
public final class FaultList {

    private final Set<String> faults = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** Something that is checked apart from the rest. */
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    void add(String file, String found) {
        faults.add(file + ": " + found);
    }

    void note(String file, String found) {
        notes.add(file + ": " + found);
    }

    void expect(String file, String what, long found, long expected) {
        if (found != expected) {
            add(file, what + ": found " + found + ", expected " + expected);
        }
    }

    void unreadable(String file, Exception reason) {
        add(file, reason instanceof NoSuchFileException ? "is missing" : "cannot be read (" + words(reason) + ")");
    }

    private static String words(Exception reason) {
        if (reason instanceof NullPointerException || reason.getCause() instanceof NullPointerException) {
            return "an entry is missing";
        }
        return reason instanceof JacksonException json ? json.getOriginalMessage() : reason.toString();
    }

    /** Whatever a damage leads to is a fault of the file that is checked, and the other checks go on. */
    void check(String file, Check check) {
        try {
            check.run();
        } catch (IOException | RuntimeException unreadable) {
            unreadable(file, unreadable);
        }
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    public List<String> faults() {
        return List.copyOf(faults);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}

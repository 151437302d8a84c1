package science.pipeline.dataset.objects;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Objects by name, as a dataset needs them. Names are those of files below a results folder, with {@code /} between
 * folders. Any thread.
 */
public interface ObjectStore {

    /**
     * Begins an object under a name that nobody else has. It is there, whole and for good, once it is finished, and
     * never if it is not.
     */
    Writing create(String name) throws IOException;

    /** An object that is written. Closed without having been finished, it never was. */
    interface Writing extends Closeable {

        void write(byte[] bytes, int from, int length) throws IOException;

        void finish() throws IOException;
    }

    /**
     * Puts an object unless one of that name is there: of several who try, one succeeds.
     *
     * @return whether it is this one that is there
     */
    boolean putIfAbsent(String name, byte[] bytes) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is none */
    InputStream open(String name) throws IOException;

    /** Names right below a folder, without it; of every object that was there before the call. */
    List<String> list(String folder) throws IOException;

    /** Removes one, if it is there. */
    void delete(String name) throws IOException;

    /** Where it is, for people. */
    String place();
}

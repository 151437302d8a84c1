package science.pipeline.dataset.commit;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a committed part, wherever they are: in its own file or, in a sealed dataset, in the final file that
 * took its rows. There they are the header of that file, then the part's own lines.
 */
public final class PartBytes {

    private static final int LONGEST_HEADER_BYTES = 1 << 20;

    private PartBytes() {}

    /** The file that holds them. */
    public static Path file(ResultsFolder folder, Commit.DataFile part) {
        Commit.Slice slice = part.in();
        return slice == null ? folder.file(part.fileName()) : folder.file(slice.file());
    }

    /** From the first one on; behind the last committed one others may follow. */
    public static InputStream open(ResultsFolder folder, Commit.DataFile part) throws IOException {
        Path file = file(folder, part);
        Commit.Slice slice = part.in();
        InputStream all = Files.newInputStream(file);
        if (slice == null) {
            return all;
        }
        try {
            byte[] header = header(file);
            all.skipNBytes(slice.from());
            return new SequenceInputStream(new ByteArrayInputStream(header), all);
        } catch (IOException | RuntimeException failed) {
            all.close();
            throw failed;
        }
    }

    /** How many there are: fewer than its commit names if the file was cut, more if it was or is appended to. */
    public static long length(ResultsFolder folder, Commit.DataFile part) throws IOException {
        Path file = file(folder, part);
        long found = Files.size(file);
        Commit.Slice slice = part.in();
        if (slice == null) {
            return found;
        }
        long header = header(file).length;
        return header + Math.min(part.bytes() - header, Math.max(0, found - slice.from()));
    }

    private static byte[] header(Path file) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int next;
            do {
                next = in.read();
                if (next >= 0) {
                    line.write(next);
                }
            } while (next >= 0 && next != '\n' && line.size() < LONGEST_HEADER_BYTES);
        }
        return line.toByteArray();
    }
}

package science.pipeline.dataset.windows;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import science.pipeline.analysis.aggregate.WindowContribution;

/** The form of a file of closed windows: each contribution behind its length in four bytes. */
public final class WindowFile {

    public static final int PREFIX_BYTES = Integer.BYTES;

    private WindowFile() {}

    public static byte[] prefix(int length) {
        return ByteBuffer.allocate(PREFIX_BYTES).putInt(length).array();
    }

    /** Takes something for each contribution. */
    interface Taker {

        /** @param at where it begins in the file, with its length before it */
        void take(WindowContribution window, long at) throws IOException;
    }

    /** Takes where something stands. */
    interface PlaceTaker {

        /**
         * @param startMicros of the window
         * @param from where its contribution begins in the file, with its length before it
         * @param to where it ends
         */
        void take(long startMicros, long from, long to);
    }

    /** Says where each contribution stands between two committed lengths, and of which window it is. */
    static void places(Path file, long from, long to, PlaceTaker taker) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                DataInputStream in = new DataInputStream(raw)) {
            in.skipNBytes(from);
            for (long at = from; at < to; ) {
                int length = in.readInt();
                long start = WindowContribution.loadStart(in);
                in.skipNBytes(length - WindowContribution.START_BYTES);
                taker.take(start, at, at + PREFIX_BYTES + length);
                at += PREFIX_BYTES + length;
            }
        }
    }

    /** Hands over the contributions that stand between two committed lengths, one after the other. */
    static void read(Path file, long from, long to, Taker taker) throws IOException {
        read(file, from, to, Integer.MAX_VALUE, taker);
    }

    /**
     * Hands over at most so many.
     *
     * @return up to where they stand
     */
    static long read(Path file, long from, long to, int most, Taker taker) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                DataInputStream in = new DataInputStream(raw)) {
            in.skipNBytes(from);
            long at = from;
            for (int i = 0; i < most && at < to; i++) {
                int length = in.readInt();
                byte[] contribution = in.readNBytes(length);
                taker.take(WindowContribution.load(new DataInputStream(new ByteArrayInputStream(contribution))), at);
                at += PREFIX_BYTES + length;
            }
            return at;
        }
    }
}

package science.pipeline.dataset.windows;

import java.util.Comparator;

/**
 * Where the next window of a partition stands that was not taken. The file that it names may go to another owner, under
 * another epoch: its first offset and its bytes stay.
 *
 * @param firstOffset of the file; −1 before the first
 * @param position in it, bytes
 * @param lastStart of the window that was taken last, microseconds since 1970
 */
record WindowPlace(long firstOffset, long position, long lastStart) implements Comparable<WindowPlace> {

    static final WindowPlace BEGINNING = new WindowPlace(-1, 0, Long.MIN_VALUE);

    private static final Comparator<WindowPlace> ORDER =
            Comparator.comparingLong(WindowPlace::firstOffset).thenComparingLong(WindowPlace::position);

    /** By where it stands. */
    @Override
    public int compareTo(WindowPlace other) {
        return ORDER.compare(this, other);
    }

    /** The earlier one. */
    static WindowPlace earlier(WindowPlace one, WindowPlace other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}

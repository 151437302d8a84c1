package science.pipeline.producer.source;

import java.util.Comparator;

/**
 * Where an event stands in its source.
 *
 * @param pass how often the source had been read through before, 0 at first
 * @param index how many events of this pass come before it
 */
public record Position(int pass, long index) implements Comparable<Position> {

    /** The first event of all. */
    public static final Position FIRST = new Position(0, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::pass).thenComparingLong(Position::index);

    /** The position behind this one in the same pass. */
    public Position next() {
        return new Position(pass, index + 1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}

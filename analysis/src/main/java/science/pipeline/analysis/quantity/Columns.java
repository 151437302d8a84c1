package science.pipeline.analysis.quantity;

import java.util.ArrayDeque;
import java.util.Arrays;
import science.pipeline.event.EventBatch;

/**
 * The numbers of a batch's events as columns, each computed when it is first asked for and at most once a batch. Reused
 * from batch to batch and touched by one thread.
 */
public final class Columns {

    private final double[][] rooms;
    private final double[][] columns;
    private final boolean[] computed;
    private final ArrayDeque<double[]> spare = new ArrayDeque<>();
    private final ArrayDeque<boolean[]> spareTruths = new ArrayDeque<>();

    public Columns(Quantities quantities) {
        rooms = new double[quantities.numerics()][];
        columns = new double[rooms.length][];
        computed = new boolean[rooms.length];
    }

    /** Forgets what was computed: the next columns are those of another batch, or of a batch that was refilled. */
    public void clear() {
        Arrays.fill(computed, false);
    }

    /**
     * The column of a number.
     *
     * @param batch the same in all calls since {@link #clear}
     * @return to be read, up to the batch's size, before the next {@link #clear}
     */
    public double[] of(Quantity.Numeric quantity, EventBatch batch) {
        int slot = quantity.slot();
        if (!computed[slot]) {
            if (rooms[slot] == null) {
                rooms[slot] = new double[EventBatch.CAPACITY];
            }
            columns[slot] = quantity.formula().column(batch, this, rooms[slot]);
            computed[slot] = true;
        }
        return columns[slot];
    }

    /** Room for a step of a computation, as long as a batch; {@link #giveBack} it. */
    double[] borrow() {
        double[] room = spare.poll();
        return room == null ? new double[EventBatch.CAPACITY] : room;
    }

    void giveBack(double[] room) {
        spare.push(room);
    }

    /** Room for what holds or does not, the first {@code size} rows true; {@link #giveBack} it. */
    boolean[] borrowTrue(int size) {
        boolean[] room = spareTruths.poll();
        boolean[] truths = room == null ? new boolean[EventBatch.CAPACITY] : room;
        Arrays.fill(truths, 0, size, true);
        return truths;
    }

    void giveBack(boolean[] room) {
        spareTruths.push(room);
    }
}

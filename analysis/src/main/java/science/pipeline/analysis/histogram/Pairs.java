package science.pipeline.analysis.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import science.pipeline.event.EventBatch;

/**
 * Finds the events of one partition that share their id, two by two in offset order: the second makes a pair with the
 * first, a third waits for a fourth. An event waits for its partner until {@value #MOST_WAITING} others have begun to
 * wait after it; then it is given up.
 */
final class Pairs {

    static final int MOST_WAITING = 1_024;

    private static final int EMPTY = -1;

    /** Who waits, in the order of arrival: places of a ring, some of them empty again. */
    private final long[] ids = new long[MOST_WAITING];

    private final boolean[] waits = new boolean[MOST_WAITING];
    private final double[] energy = new double[MOST_WAITING];
    private final double[] momentumX = new double[MOST_WAITING];
    private final double[] momentumY = new double[MOST_WAITING];
    private final double[] momentumZ = new double[MOST_WAITING];
    private int nextPlace;
    private boolean gaveUp;

    /** Places by the hash of their id, chained. */
    private final int[] heads = new int[MOST_WAITING];

    private final int[] following = new int[MOST_WAITING];

    Pairs() {
        Arrays.fill(heads, EMPTY);
    }

    /** Whether the last event took the place of one that was given up. */
    boolean gaveUp() {
        return gaveUp;
    }

    /**
     * The mass of the pair that an event completes; if it completes none, it waits from now on.
     *
     * @return GeV, as {@link #mass}; NaN without a pair
     */
    double completedBy(EventBatch batch, int row) {
        int place = find(batch.eventId[row]);
        if (place == EMPTY) {
            await(
                    batch.eventId[row],
                    batch.energy[row],
                    batch.momentumX[row],
                    batch.momentumY[row],
                    batch.momentumZ[row]);
            return Double.NaN;
        }
        remove(place);
        return mass(
                energy[place] + batch.energy[row],
                momentumX[place] + batch.momentumX[row],
                momentumY[place] + batch.momentumY[row],
                momentumZ[place] + batch.momentumZ[row]);
    }

    /** {@code m = √(E² − p²)} of the sums, with the sign of {@code E² − p²}, as the mass of a single event is. */
    private static double mass(double energy, double x, double y, double z) {
        double momentum = Math.sqrt(x * x + y * y + z * z);
        double squared = (energy - momentum) * (energy + momentum);
        return Math.copySign(Math.sqrt(Math.abs(squared)), squared);
    }

    private void await(long id, double e, double x, double y, double z) {
        gaveUp = waits[nextPlace];
        if (gaveUp) {
            remove(nextPlace);
        }
        put(nextPlace, id, e, x, y, z);
        nextPlace = (nextPlace + 1) % MOST_WAITING;
    }

    private void put(int place, long id, double e, double x, double y, double z) {
        ids[place] = id;
        energy[place] = e;
        momentumX[place] = x;
        momentumY[place] = y;
        momentumZ[place] = z;
        waits[place] = true;
        following[place] = heads[chain(id)];
        heads[chain(id)] = place;
    }

    private int find(long id) {
        int place = heads[chain(id)];
        while (place != EMPTY && ids[place] != id) {
            place = following[place];
        }
        return place;
    }

    private void remove(int place) {
        int chain = chain(ids[place]);
        if (heads[chain] == place) {
            heads[chain] = following[place];
        } else {
            int before = heads[chain];
            while (following[before] != place) {
                before = following[before];
            }
            following[before] = following[place];
        }
        waits[place] = false;
    }

    private static int chain(long id) {
        return (Long.hashCode(id * 0x9E3779B97F4A7C15L) >>> 8) % MOST_WAITING;
    }

    void save(DataOutput out) throws IOException {
        out.writeShort(nextPlace);
        for (int place = 0; place < MOST_WAITING; place++) {
            if (waits[place]) {
                out.writeShort(place);
                out.writeLong(ids[place]);
                out.writeDouble(energy[place]);
                out.writeDouble(momentumX[place]);
                out.writeDouble(momentumY[place]);
                out.writeDouble(momentumZ[place]);
            }
        }
        out.writeShort(MOST_WAITING);
    }

    static Pairs load(DataInput in) throws IOException {
        Pairs pairs = new Pairs();
        pairs.nextPlace = in.readUnsignedShort();
        for (int place = in.readUnsignedShort(); place < MOST_WAITING; place = in.readUnsignedShort()) {
            pairs.put(place, in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        }
        return pairs;
    }
}

package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A sample of all points so far, each as likely in it as any other (J. S. Vitter, ACM Trans. Math. Software 11 (1985)
 * 37, algorithm R). Which one makes room is drawn from the number of the point alone, so that it needs no state.
 */
final class Reservoir {

    static final int MOST = 1024;

    private final int dimensions;

    /** Points one after the other. */
    private final float[] values;

    private long seen;

    Reservoir(int dimensions) {
        this.dimensions = dimensions;
        values = new float[MOST * dimensions];
    }

    long seen() {
        return seen;
    }

    /** How many points it holds. */
    int size() {
        return (int) Math.min(seen, MOST);
    }

    /** A coordinate of one of its points. */
    double value(int point, int dimension) {
        return values[point * dimensions + dimension];
    }

    void add(double[] point) {
        long place = seen < MOST ? seen : Long.remainderUnsigned(Drawn.number(seen), seen + 1);
        seen++;
        if (place < MOST) {
            for (int i = 0; i < dimensions; i++) {
                values[(int) place * dimensions + i] = (float) point[i];
            }
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        for (int i = 0; i < size() * dimensions; i++) {
            out.writeFloat(values[i]);
        }
    }

    void load(DataInput in) throws IOException {
        seen = in.readLong();
        for (int i = 0; i < size() * dimensions; i++) {
            values[i] = in.readFloat();
        }
    }
}

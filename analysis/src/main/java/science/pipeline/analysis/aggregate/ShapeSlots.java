package science.pipeline.analysis.aggregate;

import java.util.Arrays;
import java.util.stream.Stream;
import science.pipeline.analysis.quantity.PrintedUnits;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** Into which bin of each {@link Shape} a batch's rows belong. Reused from batch to batch, touched by one thread. */
final class ShapeSlots {

    /** Of no bin: counted behind those of all shapes, where nobody looks, so that counting asks nothing. */
    static final int NONE = Shape.BINS;

    /** No whole number of units. */
    private static final long NO_UNITS = -1;

    /** Where each quadrant begins, by the signs: no branch, as none could be foretold. */
    private static final double[] QUADRANT = {0, 2, 4, 2};

    /** Which way the angle grows within it. */
    private static final double[] TURN = {1, -1, -1, 1};

    /** Units beyond this have no exact place among doubles. */
    private static final double MOST_UNITS = 1L << 50;

    final Shape[] shapes;

    /** Of each of {@link #shapes}, of each row: its bin among those of all shapes, or {@link #NONE}. */
    final int[][] bins;

    private final boolean hasEnergy;
    private final long[] units = new long[EventBatch.CAPACITY];
    private int[] ofTypes = {};

    ShapeSlots(Schema schema) {
        shapes = Stream.of(Shape.values()).filter(shape -> shape.isOf(schema)).toArray(Shape[]::new);
        hasEnergy = schema.has(Role.ENERGY);
        bins = new int[shapes.length][EventBatch.CAPACITY];
    }

    void fill(EventBatch batch, boolean[] flagged) {
        if (hasEnergy) {
            countUnits(batch);
        }
        for (int i = 0; i < shapes.length; i++) {
            fill(shapes[i], bins[i], batch, flagged);
        }
    }

    private void fill(Shape shape, int[] into, EventBatch batch, boolean[] flagged) {
        int size = batch.size();
        switch (shape) {
            case PARTICLE_TYPE -> types(batch, into);
            case DECIMALS -> {
                for (int i = 0; i < size; i++) {
                    into[i] = shape.first + Math.max(0, Math.min(shape.bins - 1, batch.fractionDigits[i]));
                }
            }
            // A remainder of a constant takes no division.
            case LAST_DIGIT -> {
                for (int i = 0; i < size; i++) {
                    into[i] = units[i] == NO_UNITS ? NONE : shape.first + (int) (units[i] % Shape.DIGITS);
                }
            }
            case GRID -> {
                for (int i = 0; i < size; i++) {
                    into[i] = units[i] == NO_UNITS ? NONE : shape.first + (int) (units[i] % Shape.GRIDS);
                }
            }
            case AZIMUTH -> {
                for (int i = 0; i < size; i++) {
                    into[i] = azimuth(batch.momentumX[i], batch.momentumY[i]);
                }
            }
            case POLAR_ANGLE -> {
                for (int i = 0; i < size; i++) {
                    into[i] = polarAngle(batch.momentumX[i], batch.momentumY[i], batch.momentumZ[i]);
                }
            }
            case FLAGGED -> {
                for (int i = 0; i < size; i++) {
                    into[i] = shape.first + (flagged[i] ? 1 : 0);
                }
            }
        }
    }

    private void types(EventBatch batch, int[] into) {
        NameTable names = batch.names.particleTypes();
        int known = ofTypes.length;
        if (known < names.size()) {
            ofTypes = Arrays.copyOf(ofTypes, names.size());
            for (int code = known; code < ofTypes.length; code++) {
                ofTypes[code] = Shape.PARTICLE_TYPE.first + Shape.ofName(names.name(code));
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            into[i] = ofTypes[batch.particleType[i]];
        }
    }

    /** Of the energy, in units of its last digit. */
    private void countUnits(EventBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            double energy = Math.abs(batch.energy[i]);
            double inUnits = energy / PrintedUnits.unit(energy, batch.fractionDigits[i], batch.significantDigits[i]);
            // Not for NaN either.
            units[i] = inUnits < MOST_UNITS ? (long) (inUnits + 0.5) : NO_UNITS;
        }
    }

    private static int azimuth(double x, double y) {
        double sum = Math.abs(x) + Math.abs(y);
        if (!(sum > 0 && sum <= Double.MAX_VALUE)) {
            return NONE;
        }
        double share = Math.abs(y) / sum;
        int quadrant = isBelowZero(x) | isBelowZero(y) << 1;
        double quadrants = QUADRANT[quadrant] + TURN[quadrant] * share;
        int bin = (int) (quadrants * (Shape.AZIMUTH.bins / 4));
        return Shape.AZIMUTH.first + Math.min(bin, Shape.AZIMUTH.bins - 1);
    }

    /** 1 or 0; not of −0. */
    private static int isBelowZero(double number) {
        return (int) (Double.doubleToRawLongBits(number + 0.0) >>> Long.SIZE - 1);
    }

    private static int polarAngle(double x, double y, double z) {
        double sum = Math.abs(z) + Math.sqrt(x * x + y * y);
        if (!(sum > 0 && sum <= Double.MAX_VALUE)) {
            return NONE;
        }
        int bin = (int) ((z / sum + 1) / 2 * Shape.POLAR_ANGLE.bins);
        return Shape.POLAR_ANGLE.first + Math.min(bin, Shape.POLAR_ANGLE.bins - 1);
    }
}

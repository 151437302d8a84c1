package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often something happens that should hardly ever happen, over about a thousand events. Where it is more than one
 * event in sixteen it is usual in this stream, and no evidence.
 */
final class Share implements Learnt {

    private static final double USUAL = 1.0 / 16;

    /** Fewer events do not tell what is usual. */
    private static final int FEWEST = 64;

    private static final double WEIGHT = 1.0 / 1024;

    private long seen;
    private double share;

    /** Takes the next event. */
    void add(boolean happened) {
        seen++;
        share += ((happened ? 1 : 0) - share) * WEIGHT;
    }

    boolean isUsual() {
        return seen >= FEWEST && share > USUAL;
    }

    /** 0 to 1. */
    double share() {
        return share;
    }

    /** How many events it has taken. */
    long seen() {
        return seen;
    }

    /** Of a layer that finds it, muted where it is usual. */
    LayerStatus status(String layer, String usual) {
        return isUsual()
                ? new LayerStatus(layer, LayerStatus.State.MUTED, "more than one in 16 events " + usual, seen)
                : new LayerStatus(layer, LayerStatus.State.ACTIVE, "", seen);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeDouble(share);
    }

    @Override
    public void load(DataInput in) throws IOException {
        seen = in.readLong();
        share = in.readDouble();
    }
}

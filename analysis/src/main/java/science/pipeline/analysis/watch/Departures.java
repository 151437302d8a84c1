package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which detectors' shapes depart from what is usual beyond chance, and for how long. */
final class Departures {

    /** A window that is no less probable is usual. */
    private static final double USUAL = StrictMath.log(0.01);

    /** So many usual windows, one after the other, end it. */
    private static final int OVER = 2;

    /** As many times as improbable, in powers, is another size. */
    private static final double ANOTHER = 2;

    private final double limit;
    private final SortedMap<String, Standing> standing = new TreeMap<>();

    private static final class Standing {
        double told;
        int usual;
    }

    /** @param chance that a usual window is taken for a faulty one */
    Departures(double chance) {
        limit = StrictMath.log(chance);
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(standing.size());
        for (Map.Entry<String, Standing> one : standing.entrySet()) {
            out.writeUTF(one.getKey());
            out.writeDouble(one.getValue().told);
            out.writeInt(one.getValue().usual);
        }
    }

    void load(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Standing one = new Standing();
            standing.put(in.readUTF(), one);
            one.told = in.readDouble();
            one.usual = in.readInt();
        }
    }

    /** The detector is usual. */
    void forget(String detector) {
        standing.remove(detector);
    }

    /** Takes a detector's departure in the next window. */
    Follower.News judge(String detector, Departure departure) {
        double logOfChance = departure.logOfChance();
        Standing one = standing.get(detector);
        if (one == null) {
            if (logOfChance > limit) {
                return Follower.News.NONE;
            }
            one = new Standing();
            one.told = logOfChance;
            standing.put(detector, one);
            return Follower.News.RAISED;
        }
        one.usual = logOfChance > USUAL ? one.usual + 1 : 0;
        if (one.usual == OVER) {
            standing.remove(detector);
            return Follower.News.CLEARED;
        }
        if (logOfChance < ANOTHER * one.told) {
            one.told = logOfChance;
            return Follower.News.RESIZED;
        }
        return Follower.News.NONE;
    }
}

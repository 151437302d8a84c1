package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import science.pipeline.event.NameTable;

/**
 * How many events there were of each particle type. What is believed of shares is renewed when as many events more have
 * come, so that a fault has to last before it is usual.
 */
final class TypeCounts implements Learnt {

    private static final int FIRST = 64;
    private static final int LONGEST_WAIT = 1 << 16;
    private static final double LN_10 = StrictMath.log(10);

    private final NameTable types;
    private long[] counts = new long[16];
    private double[] shares = new double[16];

    /** −log₁₀ of the shares. */
    private double[] rarities = new double[16];

    private long total;
    private long nextRefresh = FIRST;
    private int kinds;
    private double shareOfNew = 1;
    private double rarityOfNew;

    TypeCounts(NameTable types) {
        this.types = types;
        Arrays.fill(shares, 1);
    }

    /** About how often the next event is of a type; 1 before that is known. */
    double share(int type) {
        return type < shares.length ? shares[type] : shareOfNew;
    }

    /** −log₁₀ of the {@link #share}. */
    double rarity(int type) {
        return type < rarities.length ? rarities[type] : rarityOfNew;
    }

    /** How many types there are, 1 at least. */
    int kinds() {
        return Math.max(1, kinds);
    }

    void add(int type) {
        if (type >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(type + 1, 2 * counts.length));
        }
        counts[type]++;
        if (++total == nextRefresh) {
            refresh();
            nextRefresh = total + Math.min(total, LONGEST_WAIT);
        }
    }

    private void refresh() {
        shareOfNew = 0.5 / (total + 1);
        shares = new double[counts.length];
        kinds = 0;
        for (int type = 0; type < counts.length; type++) {
            shares[type] = (counts[type] + 0.5) / (total + 1);
            kinds += counts[type] > 0 ? 1 : 0;
        }
        refreshRarities();
    }

    private void refreshRarities() {
        rarityOfNew = rarity(shareOfNew);
        rarities = new double[shares.length];
        for (int type = 0; type < rarities.length; type++) {
            rarities[type] = rarity(shares[type]);
        }
    }

    private static double rarity(double share) {
        return Math.max(0, -Logarithm.ln(share) / LN_10);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(total);
        out.writeLong(nextRefresh);
        out.writeDouble(shareOfNew);
        int filled = 0;
        for (int type = 0; type < counts.length; type++) {
            filled += counts[type] > 0 ? 1 : 0;
        }
        out.writeInt(filled);
        for (int type = 0; type < counts.length; type++) {
            if (counts[type] > 0) {
                out.writeUTF(types.name(type));
                out.writeLong(counts[type]);
                out.writeDouble(share(type));
            }
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        total = in.readLong();
        nextRefresh = in.readLong();
        shareOfNew = in.readDouble();
        counts = new long[16];
        shares = new double[0];
        kinds = 0;
        for (int left = in.readInt(); left > 0; left--) {
            int type = types.code(in.readUTF());
            if (type >= counts.length) {
                counts = Arrays.copyOf(counts, Math.max(type + 1, 2 * counts.length));
            }
            int former = shares.length;
            if (type >= former) {
                shares = Arrays.copyOf(shares, Math.max(type + 1, 2 * former));
                Arrays.fill(shares, former, shares.length, shareOfNew);
            }
            counts[type] = in.readLong();
            shares[type] = in.readDouble();
            kinds += shares[type] > shareOfNew ? 1 : 0;
        }
        refreshRarities();
    }
}

package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import science.pipeline.analysis.quantity.PrintedUnits;

/** With how many digits the records of a stream are printed: as many as all but one in fifty have at most. */
final class PrintedDigits {

    private static final int MOST = 32;
    private static final double SHARE = 0.98;
    private static final int FIRST = 64;
    private static final int LONGEST_WAIT = 1 << 13;
    private static final int MEMORY = 1 << 20;

    private final int[] fractions = new int[MOST];
    private final int[] significants = new int[MOST];
    private int total;
    private int nextRefresh = FIRST;
    private int fraction;
    private int significant;

    boolean isLearnt() {
        return significant > 0;
    }

    /** Of a number's last usual digit. */
    double unit(double value) {
        return PrintedUnits.unit(value, fraction, significant);
    }

    void add(int fractionDigits, int significantDigits) {
        fractions[Math.min(MOST - 1, fractionDigits)]++;
        significants[Math.min(MOST - 1, significantDigits)]++;
        if (++total == nextRefresh) {
            refresh();
        }
    }

    private void refresh() {
        fraction = quantile(fractions);
        significant = Math.max(1, quantile(significants));
        if (total >= MEMORY) {
            total = 0;
            for (int i = 0; i < MOST; i++) {
                fractions[i] >>= 1;
                significants[i] >>= 1;
                total += fractions[i];
            }
        }
        nextRefresh = total + Math.min(total, LONGEST_WAIT);
    }

    private static int quantile(int[] counts) {
        long all = 0;
        for (int count : counts) {
            all += count;
        }
        int digits = 0;
        long upTo = counts[0];
        while (upTo < SHARE * all) {
            upTo += counts[++digits];
        }
        return digits;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(total);
        out.writeInt(nextRefresh);
        out.writeByte(fraction);
        out.writeByte(significant);
        Saved.writeSparse(out, fractions);
        Saved.writeSparse(out, significants);
    }

    void load(DataInput in) throws IOException {
        total = in.readInt();
        nextRefresh = in.readInt();
        fraction = in.readByte();
        significant = in.readByte();
        Saved.readSparse(in, fractions);
        Saved.readSparse(in, significants);
    }
}

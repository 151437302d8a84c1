package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Fingerprints of the last few records of one detector. */
final class LastRecords implements Learnt {

    static final int REMEMBERED = 8;

    private final long[] fingerprints = new long[REMEMBERED];
    private int next;
    private int repeats;

    /**
     * Looks a record up, then remembers it.
     *
     * @return 0 if it is new, else how many repeats have now come one after the other
     */
    int repeats(long fingerprint) {
        boolean known = false;
        for (long earlier : fingerprints) {
            known |= earlier == fingerprint;
        }
        repeats = known ? repeats + 1 : 0;
        fingerprints[next] = fingerprint;
        next = next + 1 & REMEMBERED - 1;
        return repeats;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Saved.write(out, fingerprints);
        out.writeInt(next);
        out.writeInt(repeats);
    }

    @Override
    public void load(DataInput in) throws IOException {
        Saved.read(in, fingerprints);
        next = in.readInt();
        repeats = in.readInt();
    }
}

package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import science.pipeline.event.EventBatch;

/** What a model would have flagged while it was tried. */
final class Trial implements Learnt {

    /** So many would-be flags are known by their offset, for what people say of them. */
    private static final int LATEST = 256;

    private static final long NONE = -1;

    private final long[] latest = new long[LATEST];
    private int next;
    private long wouldFlag;
    private long alsoFlagged;
    private long labelled;

    Trial() {
        Arrays.fill(latest, NONE);
    }

    /**
     * Counts the rows of a batch.
     *
     * @param flagged by the layers at work
     */
    void count(EventBatch batch, Evidence evidence, Budget budget, boolean[] flagged) {
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            if (budget.wouldFlag(evidence.score[row])) {
                wouldFlag++;
                latest[next] = batch.offset[row];
                next = (next + 1) % LATEST;
                alsoFlagged += flagged[row] ? 1 : 0;
                labelled += batch.labelled[row] ? 1 : 0;
            }
        }
    }

    LayerStatus.Tried counted() {
        Set<Long> offsets = new HashSet<>();
        for (long offset : latest) {
            if (offset != NONE) {
                offsets.add(offset);
            }
        }
        return new LayerStatus.Tried(wouldFlag, alsoFlagged, labelled, offsets);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(wouldFlag);
        out.writeLong(alsoFlagged);
        out.writeLong(labelled);
        out.writeInt(next);
        Saved.write(out, latest);
    }

    @Override
    public void load(DataInput in) throws IOException {
        wouldFlag = in.readLong();
        alsoFlagged = in.readLong();
        labelled = in.readLong();
        next = in.readInt();
        Saved.read(in, latest);
    }
}

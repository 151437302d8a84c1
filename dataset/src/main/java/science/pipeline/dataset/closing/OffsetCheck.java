package science.pipeline.dataset.closing;

import science.pipeline.dataset.commit.Commit;

/**
 * Follows the offsets of one kind of rows of one partition through its files, and the indices of one offset: they must
 * rise.
 */
public final class OffsetCheck {

    private static final int MOST_FAULTS = 5;

    private final String kind;
    private final int partition;
    private final long end;
    private long last;
    private int lastIndex = Integer.MAX_VALUE;
    private int found;

    public OffsetCheck(String kind, Commit commit) {
        this.kind = kind;
        this.partition = commit.partition();
        this.last = commit.firstOffset() - 1;
        this.end = commit.nextOffset();
    }

    /** Whether the row may stand there. */
    boolean row(String file, long rowPartition, long offset, int index, FaultList faults) {
        if (rowPartition != partition) {
            add(file, "a row of partition " + rowPartition + " at offset " + offset, faults);
        } else if (offset < last || offset == last && index <= lastIndex) {
            add(file, kind + " offset " + place(offset, index) + " stands behind " + place(last, lastIndex), faults);
        } else if (offset >= end) {
            add(file, kind + " offset " + offset + " is not committed, the next one is " + end, faults);
        } else {
            last = offset;
            lastIndex = index;
            return true;
        }
        return false;
    }

    private static String place(long offset, int index) {
        return index <= 0 || index == Integer.MAX_VALUE ? Long.toString(offset) : offset + " index " + index;
    }

    private void add(String file, String fault, FaultList faults) {
        if (found++ < MOST_FAULTS) {
            faults.add(file, fault);
        }
    }
}

package science.pipeline.analytics.dataset;

/** Follows the offsets of one kind of rows of one partition through its files: they must rise strictly. */
final class OffsetCheck {

    private static final int MOST_FAULTS = 5;

    private final String kind;
    private final int partition;
    private final long end;
    private long next;
    private int found;

    OffsetCheck(String kind, Commit commit) {
        this.kind = kind;
        this.partition = commit.partition();
        this.next = commit.firstOffset();
        this.end = commit.nextOffset();
    }

    /** Whether the row may stand there. */
    boolean row(String file, long rowPartition, long offset, FaultList faults) {
        if (rowPartition != partition) {
            add(file, "a row of partition " + rowPartition + " at offset " + offset, faults);
        } else if (offset < next) {
            add(file, kind + " offset " + offset + " stands behind " + (next - 1), faults);
        } else if (offset >= end) {
            add(file, kind + " offset " + offset + " is not committed, the next one is " + end, faults);
        } else {
            next = offset + 1;
            return true;
        }
        return false;
    }

    private void add(String file, String fault, FaultList faults) {
        if (found++ < MOST_FAULTS) {
            faults.add(file, fault);
        }
    }
}

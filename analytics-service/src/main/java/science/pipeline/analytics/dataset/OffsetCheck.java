package science.pipeline.analytics.dataset;

import java.util.List;

/** Follows the offsets of one kind of rows of one partition through its files: they must rise strictly. */
final class OffsetCheck {

    private static final int MOST_FAULTS = 5;

    private final String kind;
    private final int partition;
    private final long end;
    private long next;
    private int found;

    OffsetCheck(String kind, int partition, long first, long end) {
        this.kind = kind;
        this.partition = partition;
        this.next = first;
        this.end = end;
    }

    void row(String file, long rowPartition, long offset, List<String> faults) {
        if (rowPartition != partition) {
            add(file + ": a row of partition " + rowPartition + " at offset " + offset, faults);
        } else if (offset < next) {
            add(file + ": " + kind + " offset " + offset + " stands behind " + (next - 1), faults);
        } else if (offset >= end) {
            add(file + ": " + kind + " offset " + offset + " is not committed, the next one is " + end, faults);
        } else {
            next = offset + 1;
        }
    }

    private void add(String fault, List<String> faults) {
        if (found++ < MOST_FAULTS) {
            faults.add(fault);
        }
    }
}

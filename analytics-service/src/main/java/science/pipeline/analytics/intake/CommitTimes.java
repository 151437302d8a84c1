package science.pipeline.analytics.intake;

import java.util.concurrent.atomic.LongAdder;

/** How many commits this process has made, how long they took, how many failed. Any thread. */
public final class CommitTimes {

    private final LongAdder succeeded = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void countSuccess(long durationNanos) {
        nanos.add(durationNanos);
        succeeded.increment();
    }

    void countFailure() {
        failed.increment();
    }

    /** Commits that stand. */
    public long succeeded() {
        return succeeded.sum();
    }

    /** What they took together, from the first file forced to disk to the commit that stands. */
    public long nanos() {
        return nanos.sum();
    }

    /** Commits that did not come to stand; what they held was read again. */
    public long failed() {
        return failed.sum();
    }
}

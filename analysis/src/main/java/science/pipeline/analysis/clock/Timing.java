package science.pipeline.analysis.clock;

import science.pipeline.event.EventBatch;

/** What the clock says of each row of a batch. Reused from batch to batch. */
public final class Timing {

    public static final byte IN_TIME = 0;

    /** In time for a clock that has just gone back to it: what stands open behind it is over. */
    public static final byte WENT_BACK = 1;

    public static final byte LATE = 2;
    public static final byte FUTURE = 3;

    public final byte[] verdict = new byte[EventBatch.CAPACITY];

    /** Where the clock went back, the horizon that held until then; of other rows nothing. */
    public final long[] formerHorizon = new long[EventBatch.CAPACITY];
}

package science.pipeline.engine;

import java.util.TreeMap;
import science.pipeline.dataset.sink.AlertCounts;

/**
 * How many alerts one partition sends for the events of one hour, by their own timestamps: the first so many, in offset
 * order. What it knows is part of the books. Touched by one thread.
 */
public final class AlertLimit {

    /** Hours that are told apart; what is older counts with the oldest of them. */
    private static final int HOURS = 48;

    private static final long HOUR_MICROS = 3_600_000_000L;

    private final long perHour;
    private final TreeMap<Long, Long> byHour;
    private long sent;
    private long withheld;

    /** @param perHour 0 = no limit */
    AlertLimit(long perHour, AlertCounts restored) {
        this.perHour = perHour;
        this.byHour = new TreeMap<>(restored.byHour());
        this.sent = restored.sent();
        this.withheld = restored.withheld();
    }

    /**
     * A partition's part of a limit that holds for all of them. Each has at least one, or a flag in it would never be
     * heard of.
     */
    public static long share(long perHour, int partition, int partitions) {
        long rest = partition < perHour % partitions ? 1 : 0;
        return perHour == 0 ? 0 : Math.max(1, perHour / partitions + rest);
    }

    /** Whether one more alert may be sent for an event of this time; counts it either way. */
    boolean allows(long timestampMicros) {
        boolean allowed = perHour == 0 || takeFrom(Math.floorDiv(timestampMicros, HOUR_MICROS));
        sent += allowed ? 1 : 0;
        withheld += allowed ? 0 : 1;
        return allowed;
    }

    private boolean takeFrom(long eventHour) {
        boolean tooOld = byHour.size() == HOURS && eventHour < byHour.firstKey();
        long hour = tooOld ? byHour.firstKey() : eventHour;
        if (byHour.getOrDefault(hour, 0L) >= perHour) {
            return false;
        }
        byHour.merge(hour, 1L, Long::sum);
        if (byHour.size() > HOURS) {
            byHour.pollFirstEntry();
        }
        return true;
    }

    AlertCounts counts() {
        return new AlertCounts(sent, withheld, byHour);
    }
}

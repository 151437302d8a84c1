package science.pipeline.analytics.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analytics.intake.PartitionStatus;

/**
 * Whether nearly all that arrived in the last minute counts in no window, because it lies behind them or far ahead: one
 * straggler is nothing, a sender's clock that stands an hour back is. Of streams that send less, the last events tell.
 * Touched by one thread.
 */
final class Lateness {

    private static final int SECONDS = 60;
    private static final long FEWEST = 10;

    /** @param late of the accepted events */
    private record Second(long accepted, long late) {}

    private final Deque<Second> minute = new ArrayDeque<>();
    private long accepted;
    private long late;

    /** Called once a second. */
    void add(long moreAccepted, long moreLate) {
        minute.addLast(new Second(moreAccepted, moreLate));
        accepted += moreAccepted;
        late += moreLate;
        if (minute.size() > SECONDS) {
            Second gone = minute.removeFirst();
            accepted -= gone.accepted();
            late -= gone.late();
        }
    }

    Optional<String> found() {
        return accepted < FEWEST || late * 10 < accepted * 9
                ? Optional.empty()
                : Optional.of(
                        late + " of the last minute's " + accepted + " events lie behind their windows, or far "
                                + "ahead, and count in none: compare the senders' clocks, or raise analytics.statistics.lateness");
    }

    /** Whether in every partition that has events most of the last ones count in no window. */
    static Optional<String> ofTheLast(List<PartitionStatus> statuses) {
        List<Punctuality> known = statuses.stream()
                .map(PartitionStatus::punctuality)
                .filter(last -> last.records() >= FEWEST)
                .toList();
        return known.isEmpty() || !known.stream().allMatch(Punctuality::isPoor)
                ? Optional.empty()
                : Optional.of(
                        "most of the last events of each partition lie behind their windows, or far ahead, and count in "
                                + "none: compare the senders' clocks");
    }
}

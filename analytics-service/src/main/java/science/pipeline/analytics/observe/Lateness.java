package science.pipeline.analytics.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether nearly all that arrived in the last minute counts nowhere in the windows, because it lies behind them: one
 * straggler is nothing, a sender's clock that stands an hour back is. Touched by one thread.
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
                : Optional.of(late + " of the last minute's " + accepted + " events lie behind their windows and count "
                        + "in none: compare the senders' clocks, or raise analytics.statistics.lateness");
    }
}

package science.pipeline.dataset.sink;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts of flagged events in the books.
 *
 * @param sent to be sent with the commits
 * @param withheld as the hour of event time had had its share; their flags stand all the same
 * @param byHour of those sent while there is a limit, by hours since 1970; the latest few
 */
public record AlertCounts(long sent, long withheld, Map<Long, Long> byHour) {

    public static final AlertCounts NONE = new AlertCounts(0, 0, Map.of());

    public AlertCounts {
        byHour = Collections.unmodifiableMap(new TreeMap<>(byHour));
    }

    AlertCounts plus(AlertCounts other) {
        Map<Long, Long> sum = new TreeMap<>(byHour);
        other.byHour.forEach((hour, count) -> sum.merge(hour, count, Long::sum));
        return new AlertCounts(sent + other.sent, withheld + other.withheld, sum);
    }
}

package science.pipeline.analytics.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.dataset.sink.PartitionCounts;

/** Speeds from one look at the partitions to the next. What was read before a partition was owned is none. */
final class Rates {

    private Map<Integer, PartitionStatus> before = Map.of();
    private long lookedAtMillis;

    Point at(long millis, List<PartitionStatus> statuses) {
        double seconds = Math.max(1, millis - lookedAtMillis) / 1e3;
        double out = grown(statuses, status -> status.counts().received()) / seconds;
        double in = arrived(statuses) / seconds;
        double flagged = grown(statuses, status -> status.counts().flagged()) / seconds;
        double rejected = grown(statuses, status -> status.counts().rejectedTotal()) / seconds;
        boolean lagIsKnown = !statuses.isEmpty() && statuses.stream().allMatch(status -> status.lag() >= 0);
        long lag =
                lagIsKnown ? statuses.stream().mapToLong(PartitionStatus::lag).sum() : -1;
        lookedAtMillis = millis;
        remember(statuses);
        return new Point(millis, in, out, flagged, rejected, lag);
    }

    private long grown(List<PartitionStatus> statuses, ToLongFunction<PartitionStatus> figure) {
        long sum = 0;
        for (PartitionStatus status : statuses) {
            PartitionStatus former = before.get(status.partition());
            if (former != null) {
                sum += Math.max(0, figure.applyAsLong(status) - figure.applyAsLong(former));
            }
        }
        return sum;
    }

    /** How far the ends of the partitions moved, where both are known. */
    private long arrived(List<PartitionStatus> statuses) {
        List<PartitionStatus> known = statuses.stream()
                .filter(status -> status.lag() >= 0)
                .filter(status -> {
                    PartitionStatus former = before.get(status.partition());
                    return former != null && former.lag() >= 0;
                })
                .toList();
        return grown(known, status -> status.nextOffset() + status.lag());
    }

    private void remember(List<PartitionStatus> statuses) {
        Map<Integer, PartitionStatus> seen = new HashMap<>();
        for (PartitionStatus status : statuses) {
            if (!status.counts().equals(PartitionCounts.NONE)) {
                seen.put(status.partition(), status);
            }
        }
        before = seen;
    }
}

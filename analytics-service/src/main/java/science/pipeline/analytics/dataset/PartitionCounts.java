package science.pipeline.analytics.dataset;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger of one partition. Always: received = accepted + rejected, and nextOffset − firstOffset = received +
 * skipped + lost.
 *
 * @param received records read
 * @param accepted events among them
 * @param rejected the others, by reason
 * @param skipped offsets that hold no readable record, as transaction markers and aborted records
 * @param lost offsets in a gap by retention that a person has accepted
 * @param unknownFields fields outside of the layout in accepted events
 * @param flagged flagged events
 * @param flaggedByLayer by the layer with the highest score
 * @param selected events that each selection accepted
 * @param late events behind the window clock
 * @param future events ahead of it
 * @param labelled events that the sender labelled as anomalies
 * @param truePositives events that are both flagged and labelled
 */
public record PartitionCounts(
        long received,
        long accepted,
        Map<String, Long> rejected,
        long skipped,
        long lost,
        long unknownFields,
        long flagged,
        Map<String, Long> flaggedByLayer,
        Map<String, Long> selected,
        long late,
        long future,
        long labelled,
        long truePositives) {

    public static final PartitionCounts NONE =
            new PartitionCounts(0, 0, Map.of(), 0, 0, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0);

    public PartitionCounts {
        rejected = sorted(rejected);
        flaggedByLayer = sorted(flaggedByLayer);
        selected = sorted(selected);
    }

    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    PartitionCounts plusLost(long more) {
        return new PartitionCounts(
                received,
                accepted,
                rejected,
                skipped,
                lost + more,
                unknownFields,
                flagged,
                flaggedByLayer,
                selected,
                late,
                future,
                labelled,
                truePositives);
    }

    /** The ledger of both. */
    public PartitionCounts plus(PartitionCounts other) {
        return new PartitionCounts(
                received + other.received,
                accepted + other.accepted,
                sum(rejected, other.rejected),
                skipped + other.skipped,
                lost + other.lost,
                unknownFields + other.unknownFields,
                flagged + other.flagged,
                sum(flaggedByLayer, other.flaggedByLayer),
                sum(selected, other.selected),
                late + other.late,
                future + other.future,
                labelled + other.labelled,
                truePositives + other.truePositives);
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        Map<String, Long> sum = new TreeMap<>(a);
        b.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }

    private static Map<String, Long> sorted(Map<String, Long> counts) {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}

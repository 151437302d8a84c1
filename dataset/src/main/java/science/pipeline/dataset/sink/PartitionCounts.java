package science.pipeline.dataset.sink;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.select.Tally;

/**
 * The ledger of one partition. Always: received = accepted + rejected, and nextOffset − firstOffset = records + skipped
 * + lost.
 *
 * @param received events found, and records rejected as a whole; records read where each is one event
 * @param accepted events among them
 * @param rejected the others, by reason
 * @param skipped offsets that hold no readable record, as transaction markers and aborted records
 * @param lost offsets in a gap by retention that a person has accepted
 * @param unknownFields fields outside of the layout in accepted events
 * @param cutTimestamps timestamps of accepted events that were finer than a microsecond, and cut
 * @param flagged flagged events
 * @param flaggedByLayer by the layer with the highest score
 * @param selected events that each selection accepted
 * @param tallies of each selection: evaluated, passed, accepted
 * @param late events behind the window clock
 * @param future events ahead of it
 * @param labelled events that the sender labelled as anomalies
 * @param truePositives events that are both flagged and labelled
 * @param alerts of the flagged events
 * @param unsent copies of rejects and alerts that Kafka did not take and never will, by topic
 * @param frames what is known of records that hold many events; null where each is one event
 */
public record PartitionCounts(
        long received,
        long accepted,
        Map<String, Long> rejected,
        long skipped,
        long lost,
        long unknownFields,
        long cutTimestamps,
        long flagged,
        Map<String, Long> flaggedByLayer,
        Map<String, Long> selected,
        Map<String, Tally> tallies,
        long late,
        long future,
        long labelled,
        long truePositives,
        AlertCounts alerts,
        Map<String, Long> unsent,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Frames frames) {

    /**
     * Records of which each holds a list of events.
     *
     * @param records read
     * @param empty those among them whose list has no element
     */
    public record Frames(long records, long empty) {}

    public static final PartitionCounts NONE = new PartitionCounts(
            0, 0, Map.of(), 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, AlertCounts.NONE, Map.of(), null);

    public PartitionCounts {
        rejected = sorted(rejected);
        flaggedByLayer = sorted(flaggedByLayer);
        selected = sorted(selected);
        tallies = sorted(tallies);
        unsent = sorted(Objects.requireNonNullElse(unsent, Map.of())); // former versions knew none
    }

    /** Records read. */
    public long records() {
        return frames == null ? received : frames.records();
    }

    /** Records that hold no event. */
    public long empty() {
        return frames == null ? 0 : frames.empty();
    }

    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    public PartitionCounts plusLost(long more) {
        return new PartitionCounts(
                received,
                accepted,
                rejected,
                skipped,
                lost + more,
                unknownFields,
                cutTimestamps,
                flagged,
                flaggedByLayer,
                selected,
                tallies,
                late,
                future,
                labelled,
                truePositives,
                alerts,
                unsent,
                frames);
    }

    /**
     * The same, with what neither rows nor rejects tell.
     *
     * @param lostOnes how many of the skipped offsets were lost
     * @param emptyOnes how many of them held a record with an empty list
     */
    public PartitionCounts takingOver(long lostOnes, long emptyOnes, long moreUnknownFields, long moreCutTimestamps) {
        return new PartitionCounts(
                received,
                accepted,
                rejected,
                skipped - lostOnes - emptyOnes,
                lost + lostOnes,
                unknownFields + moreUnknownFields,
                cutTimestamps + moreCutTimestamps,
                flagged,
                flaggedByLayer,
                selected,
                tallies,
                late,
                future,
                labelled,
                truePositives,
                alerts,
                unsent,
                frames == null ? null : new Frames(frames.records() + emptyOnes, frames.empty() + emptyOnes));
    }

    /** The same, with what will never be sent, by topic. */
    public PartitionCounts withUnsent(Map<String, Long> counts) {
        return new PartitionCounts(
                received,
                accepted,
                rejected,
                skipped,
                lost,
                unknownFields,
                cutTimestamps,
                flagged,
                flaggedByLayer,
                selected,
                tallies,
                late,
                future,
                labelled,
                truePositives,
                alerts,
                counts,
                frames);
    }

    /** The ledger of both. */
    public PartitionCounts plus(PartitionCounts other) {
        return new PartitionCounts(
                received + other.received,
                accepted + other.accepted,
                sum(rejected, other.rejected, Long::sum),
                skipped + other.skipped,
                lost + other.lost,
                unknownFields + other.unknownFields,
                cutTimestamps + other.cutTimestamps,
                flagged + other.flagged,
                sum(flaggedByLayer, other.flaggedByLayer, Long::sum),
                sum(selected, other.selected, Long::sum),
                sum(tallies, other.tallies, Tally::plus),
                late + other.late,
                future + other.future,
                labelled + other.labelled,
                truePositives + other.truePositives,
                alerts.plus(other.alerts),
                sum(unsent, other.unsent, Long::sum),
                frames == null && other.frames == null
                        ? null
                        : new Frames(records() + other.records(), empty() + other.empty()));
    }

    private static <T> Map<String, T> sum(Map<String, T> a, Map<String, T> b, BinaryOperator<T> plus) {
        Map<String, T> sum = new TreeMap<>(a);
        b.forEach((name, count) -> sum.merge(name, count, plus));
        return sum;
    }

    private static <T> Map<String, T> sorted(Map<String, T> counts) {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}

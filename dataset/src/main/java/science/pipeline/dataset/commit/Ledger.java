package science.pipeline.dataset.commit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.PartitionCounts;

/**
 * The books of all partitions together, as the manifest and the actuator show them. Always: received = accepted +
 * rejected, and for each partition nextOffset − firstOffset = records + skipped + lost.
 *
 * @param records read; null where each is one event
 * @param empty records whose list has no element; null where each is one event
 * @param received events found, and records rejected as a whole; records read where each is one event
 * @param accepted events among them
 * @param rejected the others
 * @param flagged flagged events
 * @param selected events by selection
 * @param late events behind the window clock
 * @param future events ahead of it
 * @param labelled events that the sender labelled as anomalies
 * @param truePositives events that are both flagged and labelled
 * @param alerts of flagged events: sent, and withheld by the limit
 * @param unsent copies of rejects and alerts that Kafka did not take and never will, by topic
 * @param unknownFields fields outside of the layout in accepted events
 * @param cutTimestamps timestamps of accepted events that were finer than a microsecond, and cut
 * @param skipped offsets that hold no readable record
 * @param lost offsets in gaps by retention that a person has accepted
 * @param partitions ascending
 */
public record Ledger(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long records,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long empty,

        long received,
        long accepted,
        Rejected rejected,
        Flagged flagged,
        Map<String, Long> selected,
        long late,
        long future,
        long labelled,
        long truePositives,
        Alerts alerts,
        Map<String, Long> unsent,
        long unknownFields,
        long cutTimestamps,
        long skipped,
        long lost,
        List<Line> partitions) {

    public Ledger {
        unsent = Objects.requireNonNullElse(unsent, Map.of()); // former versions knew none
    }

    public record Rejected(long total, Map<String, Long> byReason) {}

    public record Alerts(long sent, long withheld) {}

    public record Flagged(long total, Map<String, Long> byLayer) {}

    /** One partition; {@code endOffset} and {@code lag} are known live only. */
    public record Line(
            int partition,
            long firstOffset,
            long nextOffset,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long records,

            long received,
            long accepted,
            long rejected,
            long skipped,
            long lost,
            @Nullable Long endOffset,
            @Nullable Long lag) {

        public static Line of(
                int partition, long firstOffset, long nextOffset, PartitionCounts counts, @Nullable Long lag) {
            return new Line(
                    partition,
                    firstOffset,
                    nextOffset,
                    counts.frames() == null ? null : counts.records(),
                    counts.received(),
                    counts.accepted(),
                    counts.rejectedTotal(),
                    counts.skipped(),
                    counts.lost(),
                    lag == null ? null : nextOffset + lag,
                    lag);
        }

        boolean closes() {
            long read = records == null ? received : records;
            return received == accepted + rejected && nextOffset - firstOffset == read + skipped + lost;
        }
    }

    /** The ledger of some partitions. */
    public static Ledger of(PartitionCounts total, List<Line> partitions) {
        return new Ledger(
                total.frames() == null ? null : total.records(),
                total.frames() == null ? null : total.empty(),
                total.received(),
                total.accepted(),
                new Rejected(total.rejectedTotal(), total.rejected()),
                new Flagged(total.flagged(), total.flaggedByLayer()),
                total.selected(),
                total.late(),
                total.future(),
                total.labelled(),
                total.truePositives(),
                new Alerts(total.alerts().sent(), total.alerts().withheld()),
                total.unsent(),
                total.unknownFields(),
                total.cutTimestamps(),
                total.skipped(),
                total.lost(),
                partitions);
    }

    public static Ledger of(List<Commit> commits) {
        PartitionCounts total =
                commits.stream().map(Commit::counts).reduce(PartitionCounts.NONE, PartitionCounts::plus);
        List<Line> lines = commits.stream()
                .map(commit ->
                        Line.of(commit.partition(), commit.firstOffset(), commit.nextOffset(), commit.counts(), null))
                .toList();
        return of(total, lines);
    }
}

package science.pipeline.analytics.intake;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import science.pipeline.dataset.sink.Refusal;

/**
 * Whether the topic still has, and ever had, what a dataset goes on from.
 *
 * @param place of the dataset, for people
 * @param acceptedGaps losses by retention that a person has accepted
 */
public record Continuity(String place, List<AcceptedGap> acceptedGaps) {

    public Continuity {
        acceptedGaps = List.copyOf(acceptedGaps);
    }

    /**
     * Where a partition is read on.
     *
     * @param next where its dataset goes on
     * @param first the first offset that the topic has
     * @param end the offset behind its last one
     * @return {@code next}, or {@code first} behind a gap that was accepted
     * @throws Refusal when the topic has lost what lies between, or never had it
     */
    public long checked(TopicPartition partition, long next, long first, long end) {
        if (next > end) {
            throw new Refusal("The dataset in " + place + " goes on at offset " + next + " of " + partition
                    + ", but the topic ends at " + end + ": it has lost records or is another one. Nothing was changed."
                    + " Restore the topic, or read it anew into an empty folder as another group"
                    + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…).");
        }
        if (next < first && !acceptedGaps.contains(new AcceptedGap(partition.partition(), next, first - 1))) {
            throw new Refusal("The dataset in " + place + " goes on at offset " + next + " of " + partition
                    + ", but retention has removed the records before " + first + ". Nothing was changed. To go on and"
                    + " record " + (first - next) + " lost records in the ledger: --analytics.accept-gap="
                    + partition.partition() + ":" + next + "-" + (first - 1));
        }
        return Math.max(next, first);
    }
}

package science.pipeline.analytics.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.PartitionCounts;

/**
 * Where an owned partition is, for people and meters.
 *
 * @param partition its number
 * @param firstOffset where its dataset begins
 * @param nextOffset of the next record to read
 * @param committedOffset of the next record after the newest commit
 * @param lag records that wait in Kafka, -1 while unknown
 * @param counts its ledger
 * @param layers what each detection layer is doing
 * @param judgements what people have said of its flags
 * @param punctuality how its last events agreed with its clock
 * @param trouble why it does not go on, null while it does
 */
public record PartitionStatus(
        int partition,
        long firstOffset,
        long nextOffset,
        long committedOffset,
        long lag,
        PartitionCounts counts,
        List<LayerStatus> layers,
        List<Judgement> judgements,
        Punctuality punctuality,
        @Nullable Trouble trouble) {

    static PartitionStatus starting(int partition) {
        return new PartitionStatus(
                partition, 0, 0, 0, -1, PartitionCounts.NONE, List.of(), List.of(), Punctuality.NONE, null);
    }

    PartitionStatus withoutLag() {
        return new PartitionStatus(
                partition,
                firstOffset,
                nextOffset,
                committedOffset,
                -1,
                counts,
                layers,
                judgements,
                punctuality,
                trouble);
    }

    PartitionStatus withTrouble(Trouble found) {
        return new PartitionStatus(
                partition,
                firstOffset,
                nextOffset,
                committedOffset,
                lag,
                counts,
                layers,
                judgements,
                punctuality,
                found);
    }
}

package science.pipeline.dataset.sink;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the books of a partition stand between two records.
 *
 * @param nextOffset the next record's offset
 * @param leaderEpoch Kafka's leader epoch of the last record, null when unknown or without Kafka
 * @param clockMicros the partition's clock, null before its first event
 * @param counts the ledger up to here
 * @param unsent messages that Kafka has not taken yet
 * @param judgements what people have said of the partition's flags
 * @param normals and of its detectors, in the order of their offsets
 * @param writers Avro schemas that records have named by their id, so that every host decodes alike
 * @param state of the analysis
 */
public record Stand(
        long nextOffset,
        @Nullable Integer leaderEpoch,
        @Nullable Long clockMicros,
        PartitionCounts counts,
        List<Letter> unsent,
        List<Judgement> judgements,
        List<NewNormal.Taken> normals,
        Map<Integer, String> writers,
        byte[] state) {

    public Stand {
        writers = Collections.unmodifiableMap(new TreeMap<>(writers));
    }

    /** Where no record names a schema, and nobody has said anything. */
    public Stand(
            long nextOffset,
            @Nullable Integer leaderEpoch,
            @Nullable Long clockMicros,
            PartitionCounts counts,
            List<Letter> unsent,
            byte[] state) {
        this(nextOffset, leaderEpoch, clockMicros, counts, unsent, List.of(), List.of(), Map.of(), state);
    }

    /** The same as a host with Kafka knows it. */
    public Stand withKafka(@Nullable Integer epoch, PartitionCounts others, List<Letter> waiting) {
        return new Stand(nextOffset, epoch, clockMicros, others, waiting, judgements, normals, writers, state);
    }

    /**
     * The same with another ledger, with what people have said of flags, and with all schemas that records have named.
     */
    public Stand with(PartitionCounts others, List<Judgement> allJudgements, Map<Integer, String> allWriters) {
        return new Stand(
                nextOffset, leaderEpoch, clockMicros, others, unsent, allJudgements, normals, allWriters, state);
    }
}

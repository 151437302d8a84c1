package science.pipeline.analytics.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the books of a partition stand between two records.
 *
 * @param nextOffset the next record's offset
 * @param leaderEpoch Kafka's leader epoch of the last record, null when unknown
 * @param clockMicros the partition's clock, null before its first event
 * @param counts the ledger up to here
 * @param unsent messages that Kafka has not taken yet
 * @param state of the analysis
 */
public record Stand(
        long nextOffset,
        @Nullable Integer leaderEpoch,
        @Nullable Long clockMicros,
        PartitionCounts counts,
        List<Letter> unsent,
        byte[] state) {

    static Stand of(Commit commit) {
        return new Stand(
                commit.nextOffset(),
                commit.leaderEpoch(),
                commit.clockMicros(),
                commit.counts(),
                commit.unsent(),
                commit.state());
    }

    Commit follow(Commit last, List<Commit.DataFile> files) {
        return new Commit(
                Commit.FORMAT,
                last.number() + 1,
                last.owner(),
                last.epoch(),
                last.source(),
                last.dataset(),
                last.partition(),
                last.firstOffset(),
                nextOffset,
                leaderEpoch,
                clockMicros,
                files,
                counts,
                last.configurations(),
                unsent,
                state);
    }
}

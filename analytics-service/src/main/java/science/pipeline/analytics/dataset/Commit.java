package science.pipeline.analytics.dataset;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one partition has in its books: everything that recovery needs, in one record.
 *
 * @param format version of this record
 * @param number 1, 2, 3, … in the partition; the file's name
 * @param owner who wrote it; a new one with every takeover
 * @param epoch rises with every change of owner
 * @param source where the records come from
 * @param dataset identity of the results folder
 * @param firstOffset of the partition in this dataset
 * @param nextOffset the first one that is not in the books
 * @param leaderEpoch Kafka's leader epoch of the last record, null when unknown
 * @param clockMicros the partition's clock, microseconds since 1970; null before its first event
 * @param files the partition's files
 * @param counts the partition's ledger
 * @param configurations which configuration held from which offset, ascending
 * @param unsent messages that Kafka has not taken yet
 * @param state of the analysis, opaque here
 */
record Commit(
        int format,
        long number,
        String owner,
        int epoch,
        Source source,
        String dataset,
        int partition,
        long firstOffset,
        long nextOffset,
        @Nullable Integer leaderEpoch,
        @Nullable Long clockMicros,
        List<DataFile> files,
        PartitionCounts counts,
        List<Configuration> configurations,
        @JsonAlias("unsentAlerts") List<Letter> unsent,
        byte[] state) {

    static final int FORMAT = 1;

    /**
     * A file as far as it is committed.
     *
     * @param name in the results folder
     * @param rows without the header
     * @param bytes committed length
     * @param crc32c of these bytes, hexadecimal
     * @param open whether its owner still appends to it
     */
    record DataFile(String name, long rows, long bytes, String crc32c, boolean open) {

        FileName fileName() {
            return FileName.parse(name)
                    .orElseThrow(
                            () -> new Refusal(
                                    "A commit names a file " + name
                                            + ", which is no name of a data file. The commit is damaged: restore the folder from a copy."));
        }
    }

    /**
     * @param version 1, 2, 3, … in the partition
     * @param hash of the configuration that decides about rows, flags and numbers
     * @param fromOffset the first record under it
     */
    public record Configuration(int version, String hash, long fromOffset) {}

    /** The commit with which the dataset of a partition begins. */
    static Commit first(Beginning beginning) {
        return new Commit(
                FORMAT,
                1,
                beginning.owner(),
                1,
                beginning.identity().source(),
                beginning.identity().dataset(),
                beginning.partition(),
                beginning.startOffset(),
                beginning.startOffset(),
                null,
                null,
                List.of(),
                PartitionCounts.NONE,
                List.of(new Configuration(1, beginning.configurationHash(), beginning.startOffset())),
                List.of(),
                new byte[0]);
    }

    /**
     * The first commit of a new owner: the same books under the next epoch and its configuration, beyond a gap where a
     * person has accepted one.
     */
    Commit takenOver(Beginning beginning) {
        long next = Math.max(nextOffset, beginning.startOffset());
        List<Configuration> versions = new ArrayList<>(configurations);
        if (!beginning
                .configurationHash()
                .equals(versions.get(versions.size() - 1).hash())) {
            versions.add(new Configuration(versions.size() + 1, beginning.configurationHash(), next));
        }
        return new Commit(
                format,
                number + 1,
                beginning.owner(),
                epoch + 1,
                source,
                dataset,
                partition,
                firstOffset,
                next,
                leaderEpoch,
                clockMicros,
                files,
                counts.plusLost(next - nextOffset),
                versions,
                unsent,
                state);
    }

    /** The same books in other files. */
    Commit movedTo(List<DataFile> newFiles) {
        return new Commit(
                format,
                number + 1,
                owner,
                epoch,
                source,
                dataset,
                partition,
                firstOffset,
                nextOffset,
                leaderEpoch,
                clockMicros,
                newFiles,
                counts,
                configurations,
                unsent,
                state);
    }
}

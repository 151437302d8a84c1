package science.pipeline.dataset.commit;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.schema.Schema;

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
 * @param hosts which host made the commits from which on, ascending; none where a former version has not said it
 * @param judgements what people have said of the partition's flags
 * @param normals which detectors were learnt anew from which offset on, as people have said, ascending
 * @param unsent messages that Kafka has not taken yet
 * @param writers Avro schemas that records have named by their id
 * @param state of the analysis, opaque here
 */
public record Commit(
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
        List<Host> hosts,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Judgement> judgements,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NewNormal.Taken> normals,

        @JsonAlias("unsentAlerts") List<Letter> unsent,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Integer, String> writers,

        byte[] state) {

    static final int FORMAT = 1;

    public Commit {
        hosts = Objects.requireNonNullElse(hosts, List.of()); // former versions said none
        judgements = Objects.requireNonNullElse(judgements, List.of());
        normals = Objects.requireNonNullElse(normals, List.of());
        writers = Objects.requireNonNullElse(writers, Map.of());
    }

    /**
     * What ran the engine from a commit on.
     *
     * @param name as {@code analytics-service}
     * @param fromCommit number of its first one
     * @param fromOffset the first record under it
     */
    public record Host(String name, long fromCommit, long fromOffset) {}

    /**
     * A file as far as it is committed.
     *
     * @param name in the results folder
     * @param rows without the header
     * @param bytes committed length
     * @param crc32c of these bytes, hexadecimal
     * @param open whether its owner still appends to it
     * @param in where its bytes are, behind the header, since the dataset was sealed; null while they are in the file
     */
    public record DataFile(
            String name,
            long rows,
            long bytes,
            String crc32c,
            boolean open,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Slice in) {

        public DataFile(String name, long rows, long bytes, String crc32c, boolean open) {
            this(name, rows, bytes, crc32c, open, null);
        }

        public FileName fileName() {
            return FileName.parse(name)
                    .orElseThrow(
                            () -> new Refusal(
                                    "A commit names a file " + name
                                            + ", which is no name of a data file. The commit is damaged: restore the folder from a copy."));
        }
    }

    /**
     * A place in a final file.
     *
     * @param file its name in the results folder
     * @param from where the rows begin, bytes
     */
    public record Slice(String file, long from) {}

    /**
     * @param version 1, 2, 3, … in the partition
     * @param hash of the configuration that decides about rows, flags and numbers
     * @param fromOffset the first record under it
     * @param setup the configuration in words; null where a former version of the software has not kept them
     */
    public record Configuration(
            int version,
            String hash,
            long fromOffset,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Setup setup) {

        static Configuration of(int version, Setup setup, long fromOffset) {
            return new Configuration(version, setup.hash(), fromOffset, setup);
        }

        /** The same without its words. */
        public Configuration bare() {
            return new Configuration(version, hash, fromOffset, null);
        }

        /** What the events are under it. */
        public Schema schema() {
            return setup == null ? Schema.byDefault() : setup.parsed();
        }
    }

    /** The configuration that holds now. */
    public Configuration configuration() {
        return configurations.get(configurations.size() - 1);
    }

    /** What the events of a dataset are: further fields may have come to some of its partitions already. */
    public static Schema schema(List<Commit> commits) {
        return commits.stream()
                .map(commit -> commit.configuration().schema())
                .max(Comparator.comparingInt(schema -> schema.fields().size()))
                .orElseGet(Schema::byDefault);
    }

    /** The commit with which the dataset of a partition begins. */
    public static Commit first(Beginning beginning) {
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
                List.of(Configuration.of(1, beginning.setup(), beginning.startOffset())),
                List.of(new Host(beginning.host(), 1, beginning.startOffset())),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new byte[0]);
    }

    /**
     * The first commit of a new owner: the same books under the next epoch and its configuration, beyond a gap where a
     * person has accepted one.
     */
    public Commit takenOver(Beginning beginning) {
        long next = Math.max(nextOffset, beginning.startOffset());
        List<Configuration> versions = new ArrayList<>(configurations);
        if (!beginning.setup().hash().equals(configuration().hash())) {
            versions.add(Configuration.of(versions.size() + 1, beginning.setup(), next));
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
                hostsWith(beginning.host(), next),
                judgements,
                normals,
                unsent,
                writers,
                state);
    }

    /** The next commit is made by this host. */
    private List<Host> hostsWith(String name, long next) {
        if (!hosts.isEmpty() && hosts.get(hosts.size() - 1).name().equals(name)) {
            return hosts;
        }
        List<Host> all = new ArrayList<>(hosts);
        all.add(new Host(name, number + 1, next));
        return all;
    }

    /** Where the books stand. */
    public Stand stand() {
        return new Stand(nextOffset, leaderEpoch, clockMicros, counts, unsent, judgements, normals, writers, state);
    }

    /** The next one of this owner. */
    public Commit followedBy(Stand stand, List<DataFile> newFiles) {
        return new Commit(
                FORMAT,
                number + 1,
                owner,
                epoch,
                source,
                dataset,
                partition,
                firstOffset,
                stand.nextOffset(),
                stand.leaderEpoch(),
                stand.clockMicros(),
                newFiles,
                stand.counts(),
                configurations,
                hosts,
                stand.judgements(),
                stand.normals(),
                stand.unsent(),
                stand.writers(),
                stand.state());
    }

    /** Whether its rows are in final files, so that none can follow. */
    public boolean isSealed() {
        return files.stream().anyMatch(file -> file.in() != null);
    }

    /** The same under another owner, who appends to nothing. */
    public Commit fencedBy(String newOwner) {
        return new Commit(
                format,
                number + 1,
                newOwner,
                epoch + 1,
                source,
                dataset,
                partition,
                firstOffset,
                nextOffset,
                leaderEpoch,
                clockMicros,
                files,
                counts,
                configurations,
                hosts,
                judgements,
                normals,
                unsent,
                writers,
                state);
    }

    /** The same books in other files. */
    public Commit movedTo(List<DataFile> newFiles) {
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
                hosts,
                judgements,
                normals,
                unsent,
                writers,
                state);
    }
}

package science.pipeline.analytics.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.PartitionCounts;

/**
 * All partitions of the dataset, whichever instance reads them: those of this process as they are now, the others' by
 * their newest commits, which are a commit interval old at most. So every instance of a group answers alike. Any
 * thread.
 */
public final class Group {

    /** Whoever asks within a second gets the same answer. */
    private static final long FRESH_NANOS = 900_000_000;

    private final Intake intake;
    private final ResultsFolder folder;
    private final Ends ends;
    private final String here;
    private final String configuration;
    private final LongSupplier nanos;
    private @Nullable List<Share> known;
    private long readNanos;

    Group(Intake intake, ResultsFolder folder, Ends ends, Instance instance, String configuration, LongSupplier nanos) {
        this.intake = intake;
        this.folder = folder;
        this.ends = ends;
        this.here = instance.name();
        this.configuration = configuration;
        this.nanos = nanos;
    }

    /**
     * One partition.
     *
     * @param instance that owns it, or owned it last
     * @param isHere whether that is this process
     * @param configuration under which its records are analysed
     * @param firstOffset where its dataset begins
     * @param nextOffset of the next record; of another instance's partition, of the next one that is not committed
     * @param lag records that wait in Kafka, -1 while unknown
     * @param counts its ledger
     * @param judgements what people have said of its flags
     */
    public record Share(
            int partition,
            String instance,
            boolean isHere,
            String configuration,
            long firstOffset,
            long nextOffset,
            long lag,
            PartitionCounts counts,
            List<Judgement> judgements) {}

    /**
     * One instance.
     *
     * @param instance its name
     * @param partitions that it owns, ascending
     * @param configuration of its analysis
     */
    public record Member(String instance, List<Integer> partitions, String configuration) {}

    /** The name of this process. */
    public String here() {
        return here;
    }

    /** Every partition, ascending. */
    public synchronized List<Share> shares() {
        List<Share> shares = known;
        if (shares == null || nanos.getAsLong() - readNanos > FRESH_NANOS) {
            shares = read();
            known = shares;
            readNanos = nanos.getAsLong();
        }
        return shares;
    }

    private List<Share> read() {
        Map<Integer, Share> shares = new TreeMap<>();
        List<PartitionStatus> own = intake.own();
        try {
            if (own.isEmpty() || own.size() < folder.partitionsBegun()) {
                folder.newestBooks().forEach(commit -> shares.put(commit.partition(), of(commit)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (PartitionStatus status : own) {
            // One that is not taken over yet has its books on disk.
            if (!status.counts().equals(PartitionCounts.NONE) || !shares.containsKey(status.partition())) {
                shares.put(status.partition(), of(status));
            }
        }
        return List.copyOf(shares.values());
    }

    private Share of(PartitionStatus status) {
        return new Share(
                status.partition(),
                here,
                true,
                configuration,
                status.firstOffset(),
                status.nextOffset(),
                status.lag(),
                status.counts(),
                status.judgements());
    }

    private Share of(Commit commit) {
        String instance = Instance.of(commit.owner());
        return new Share(
                commit.partition(),
                instance,
                instance.equals(here),
                commit.configurations().get(commit.configurations().size() - 1).hash(),
                commit.firstOffset(),
                commit.nextOffset(),
                ends.lag(commit.partition(), commit.nextOffset()),
                commit.counts(),
                commit.judgements());
    }

    /** The instances, by name. */
    public List<Member> members() {
        Map<String, List<Share>> byInstance =
                shares().stream().collect(Collectors.groupingBy(Share::instance, TreeMap::new, Collectors.toList()));
        List<Member> members = new ArrayList<>();
        byInstance.forEach((instance, shares) -> members.add(new Member(
                instance,
                shares.stream().map(Share::partition).toList(),
                // The last takeover has the configuration that the instance runs with.
                shares.get(shares.size() - 1).configuration())));
        return members;
    }

    /** What is wrong where instances of one group analyse by different settings; empty while they agree. */
    public Optional<String> disagreement() {
        Map<String, List<Integer>> partitions = shares().stream()
                .collect(Collectors.groupingBy(
                        Share::configuration, TreeMap::new, Collectors.mapping(Share::partition, Collectors.toList())));
        if (partitions.size() < 2) {
            return Optional.empty();
        }
        String found = partitions.entrySet().stream()
                .sorted(Comparator.comparing(held -> held.getValue().get(0)))
                .map(held -> held.getKey() + " in partitions " + words(held.getValue(), String::valueOf))
                .collect(Collectors.joining(", "));
        return Optional.of("the instances of this group analyse by different configurations: " + found
                + "; this one's is " + configuration + ". What a flag means then depends on the partition: give all of"
                + " them the same settings under analytics.selections, analytics.detection and analytics.statistics");
    }

    private static <T> String words(List<T> things, Function<T, String> word) {
        return things.stream().map(word).collect(Collectors.joining(", "));
    }
}

package science.pipeline.analytics.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.post.Outbox;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.commit.StartOffsets;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.engine.AlertLimit;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.engine.EventPrinter;
import science.pipeline.schema.WriterSchemas;

/**
 * What all partitions of this process share: the results folder and its identity, the start position, the
 * configuration, and who commits. Any thread.
 */
final class Bookkeeping {

    /** As which commits name this host of the engine. */
    private static final String HOST = "analytics-service";

    private final ResultsFolder folder;
    private final IntakeSettings settings;
    private final Continuity continuity;
    private final AnalysisConfiguration configuration;
    private final Committer committer;
    private final Outlets outlets;
    private final TopicIdentity topic;
    private final FileHandles handles;
    private final EventPrinter printer;
    private final WriterSchemas writers;
    private final Refusals refusals;
    private volatile ResultsFolder.@Nullable Identity identity;

    Bookkeeping(
            ResultsFolder folder,
            IntakeSettings settings,
            AnalysisConfiguration configuration,
            Committer committer,
            Outlets outlets,
            TopicIdentity topic,
            FileHandles handles,
            EventPrinter printer,
            WriterSchemas writers,
            Refusals refusals) {
        this.folder = folder;
        this.settings = settings;
        this.continuity = new Continuity(folder.root().toString(), settings.acceptedGaps());
        this.configuration = configuration;
        this.committer = committer;
        this.outlets = outlets;
        this.topic = topic;
        this.handles = handles;
        this.printer = printer;
        this.writers = writers;
        this.refusals = refusals;
    }

    /**
     * The topic is known; consumers start after this.
     *
     * @throws Refusal when the folder holds the dataset of another one, or the topic has more partitions than this
     *     process can have files for
     */
    void open(Source source) throws IOException {
        topic.expect(source);
        topic.partitions().ifPresent(handles::checkFor);
        identity = folder.identify(source);
    }

    private ResultsFolder.Identity identity() {
        return Objects.requireNonNull(identity, "BUG: a partition was assigned before the topic was known");
    }

    AnalysisConfiguration configuration() {
        return configuration;
    }

    Committer committer() {
        return committer;
    }

    /** What a partition has to tell, beginning with what its newest commit says is still to be sent. */
    Outbox outbox(Stand stand) {
        return new Outbox(outlets, stand.unsent(), stand.counts().unsent());
    }

    ResultsFolder folder() {
        return folder;
    }

    long minFreeBytes() {
        return settings.minFreeBytes();
    }

    /** The partition's share of the limit; 0 = no limit. */
    long alertsPerHour(TopicPartition partition, Consumer<?, ?> consumer) {
        int partitions = consumer.partitionsFor(partition.topic()).size();
        return AlertLimit.share(settings.alertsPerHour(), partition.partition(), Math.max(1, partitions));
    }

    EventPrinter printer() {
        return printer;
    }

    /** Who knows the Avro schemas that records name. */
    WriterSchemas writers() {
        return writers;
    }

    Duration commitInterval() {
        return settings.commitInterval();
    }

    Duration retryPause() {
        return settings.retryPause();
    }

    /** What was found forbids to go on; the service ends with the refusal's message. */
    void refuse(Refusal refusal) {
        refusals.refuse(refusal);
    }

    /**
     * Takes a partition over at its newest commit, or where the dataset begins in it.
     *
     * @throws Refusal when the topic no longer has, or never had, what the commit goes on from
     */
    Sink takeOver(TopicPartition partition, Consumer<?, ?> consumer) throws IOException, Fenced {
        handles.checkForOneMore();
        folder.checkIdentity();
        checkPartitions(topic.proveNow().partitions());
        checkGroup(partition, consumer);
        long first = LogOffsets.first(consumer, partition);
        long end = LogOffsets.end(consumer, partition);
        OptionalLong committed = folder.nextOffset(partition.partition());
        long start;
        if (committed.isEmpty()) {
            start = begin(partition, consumer, first, end);
        } else {
            start = continuity.checked(partition, committed.getAsLong(), first, end);
        }
        String owner = settings.instance().newOwner();
        Beginning beginning = new Beginning(
                HOST, owner, identity(), partition.partition(), start, ConfigurationHash.setup(configuration));
        return PartitionDataset.takeOver(folder, beginning, settings.rollBytes());
    }

    /** A partition that came after the dataset's beginning is read from its own. */
    private long begin(TopicPartition partition, Consumer<?, ?> consumer, long first, long end) throws IOException {
        Long chosen = StartOffsets.of(folder, () -> settings.start().offsets(partition.topic(), consumer))
                .offsets()
                .get(partition.partition());
        return chosen == null ? first : continuity.checked(partition, chosen, first, end);
    }

    /** Kafka never takes a partition away from a topic. */
    private void checkPartitions(int found) throws IOException {
        int expected = folder.partitionsBegun();
        if (found < expected) {
            throw new Refusal(
                    "The topic " + identity().source().topic() + " has " + found + " partitions; the dataset in "
                            + folder.root() + " has read from " + expected
                            + ": it is another topic, or was restored from a copy."
                            + " Nothing was changed. Read it anew into an empty folder as another group"
                            + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…).");
        }
    }

    /** Two folders that share a consumer group would each get a part of the topic. */
    private void checkGroup(TopicPartition partition, Consumer<?, ?> consumer) {
        OffsetAndMetadata position = consumer.committed(Set.of(partition)).get(partition);
        if (position != null
                && !position.metadata().isEmpty()
                && !position.metadata().equals(identity().dataset())) {
            throw new Refusal("The consumer group " + consumer.groupMetadata().groupId() + " has read " + partition
                    + " into another results folder (dataset " + position.metadata() + "); the dataset in "
                    + folder.root()
                    + " is " + identity().dataset() + ". Two folders in one group would each hold a part of the events."
                    + " Point --analytics.results-dir at that folder, or read the topic anew as another group"
                    + " (--spring.kafka.consumer.group-id=NAME), or, with the local broker, begin afresh"
                    + " (--pipeline.fresh=true).");
        }
    }

    /** How Kafka is told of a position: our dataset's identity rides along. */
    OffsetAndMetadata position(Stand stand) {
        return new OffsetAndMetadata(
                stand.nextOffset(),
                Optional.ofNullable(stand.leaderEpoch()),
                identity().dataset());
    }
}

package science.pipeline.analytics.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.dataset.Beginning;
import science.pipeline.analytics.dataset.Fenced;
import science.pipeline.analytics.dataset.PartitionDataset;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.Stand;

/**
 * What all partitions of this process share: the results folder and its identity, the start position, the threads that
 * commit, and where copies and alerts go. Any thread.
 */
final class Bookkeeping {

    private final ResultsFolder folder;
    private final ResultsFolder.Identity identity;
    private final IntakeSettings settings;
    private final AnalysisConfiguration configuration;
    private final String configurationHash;
    private final Executor committers;
    private final DeadLetters deadLetters;
    private final Announcements announcements;
    private final EventPrinter printer;
    private final Refusals refusals;
    private final CommitTimes commitTimes;

    Bookkeeping(
            ResultsFolder folder,
            ResultsFolder.Identity identity,
            IntakeSettings settings,
            AnalysisConfiguration configuration,
            String configurationHash,
            Executor committers,
            DeadLetters deadLetters,
            Announcements announcements,
            EventPrinter printer,
            Refusals refusals,
            CommitTimes commitTimes) {
        this.folder = folder;
        this.identity = identity;
        this.settings = settings;
        this.configuration = configuration;
        this.configurationHash = configurationHash;
        this.committers = committers;
        this.deadLetters = deadLetters;
        this.announcements = announcements;
        this.printer = printer;
        this.refusals = refusals;
        this.commitTimes = commitTimes;
    }

    AnalysisConfiguration configuration() {
        return configuration;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    EventPrinter printer() {
        return printer;
    }

    Duration commitInterval() {
        return settings.commitInterval();
    }

    /** What was found forbids to go on; the service ends with the refusal's message. */
    void refuse(Refusal refusal) {
        refusals.refuse(refusal);
    }

    /**
     * Takes a partition over at its newest commit, or where {@code analytics.start} says.
     *
     * @throws Refusal when the topic no longer has, or never had, what the commit goes on from
     */
    PartitionDataset takeOver(TopicPartition partition, Consumer<?, ?> consumer) throws IOException, Fenced {
        checkGroup(partition, consumer);
        long first = consumer.beginningOffsets(Set.of(partition)).get(partition);
        long end = consumer.endOffsets(Set.of(partition)).get(partition);
        OptionalLong committed = folder.nextOffset(partition.partition());
        long start;
        if (committed.isEmpty()) {
            start = settings.start().offset(partition, consumer, first, end);
        } else {
            start = checkRange(partition, committed.getAsLong(), first, end);
        }
        String owner = UUID.randomUUID().toString();
        Beginning beginning = new Beginning(owner, identity, partition.partition(), start, configurationHash);
        return PartitionDataset.takeOver(folder, beginning, settings.rollBytes());
    }

    /** Two folders that share a consumer group would each get a part of the topic. */
    private void checkGroup(TopicPartition partition, Consumer<?, ?> consumer) {
        OffsetAndMetadata position = consumer.committed(Set.of(partition)).get(partition);
        boolean foreign = position != null
                && !position.metadata().isEmpty()
                && !position.metadata().equals(identity.dataset());
        if (foreign) {
            throw new Refusal("The consumer group " + consumer.groupMetadata().groupId() + " has read " + partition
                    + " into another results folder (dataset " + position.metadata() + "); the dataset in "
                    + folder.root()
                    + " is " + identity.dataset() + ". Two folders in one group would each hold a part of the events."
                    + " Point --analytics.results-dir at that folder, or read the topic anew as another group"
                    + " (--spring.kafka.consumer.group-id=NAME), or, with the local broker, begin afresh"
                    + " (--pipeline.fresh=true).");
        }
    }

    private long checkRange(TopicPartition partition, long next, long first, long end) {
        if (next > end) {
            throw new Refusal("The dataset in " + folder.root() + " goes on at offset " + next + " of " + partition
                    + ", but the topic ends at " + end + ": it has lost records or is another one. Nothing was changed."
                    + " Restore the topic, or read it anew into an empty folder as another group"
                    + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…).");
        }
        if (next < first && !settings.acceptsGap(partition.partition(), next, first - 1)) {
            throw new Refusal("The dataset in " + folder.root() + " goes on at offset " + next + " of " + partition
                    + ", but retention has removed the records before " + first + ". Nothing was changed. To go on and"
                    + " record " + (first - next) + " lost records in the ledger: --analytics.accept-gap="
                    + partition.partition() + ":" + next + "-" + (first - 1));
        }
        return Math.max(next, first);
    }

    /**
     * Commits in the background: copies of rejects are acknowledged, then the draft becomes true, then its alerts are
     * sent. The future fails with what went wrong.
     */
    CompletableFuture<Void> commit(
            PartitionDataset dataset, PartitionDataset.Draft draft, List<CompletableFuture<?>> copies) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        committers.execute(() -> {
            try {
                announcements.awaitAlerts(draft.partition());
                DeadLetters.await(copies);
                long begun = System.nanoTime();
                dataset.commit(draft);
                commitTimes.countSuccess(System.nanoTime() - begun);
                announcements.alerts(draft.partition(), dataset.stand().alerts());
                done.complete(null);
            } catch (IOException | Fenced | RuntimeException failed) {
                commitTimes.countFailure();
                done.completeExceptionally(failed);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                done.completeExceptionally(new CompletionException(stopping));
            }
        });
        return done;
    }

    /** How Kafka is told of a position: our dataset's identity rides along. */
    OffsetAndMetadata position(Stand stand) {
        return new OffsetAndMetadata(stand.nextOffset(), Optional.ofNullable(stand.leaderEpoch()), identity.dataset());
    }
}

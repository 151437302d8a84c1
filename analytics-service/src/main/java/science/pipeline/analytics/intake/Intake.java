package science.pipeline.analytics.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * The partitions that this process owns. Several consumer threads share it; each touches only the partitions that its
 * own consumer is assigned.
 */
public final class Intake implements ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private static final long DISK_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Map<TopicPartition, OwnedPartition> owned = new ConcurrentHashMap<>();

    /** What partitions looked like when they were left; shown until the next assignment tells where they went. */
    private final Map<TopicPartition, PartitionStatus> left = new ConcurrentHashMap<>();

    private final Bookkeeping books;
    private final Access access;

    /** Where another host writes the dataset; else null. */
    private final @Nullable Spectator spectator;

    private volatile boolean hasOwned;
    private volatile long diskSeenNanos = System.nanoTime() - DISK_LOOK_NANOS;
    private volatile @Nullable String diskTrouble;

    Intake(Bookkeeping books, Access access, @Nullable Spectator spectator) {
        this.books = books;
        this.access = access;
        this.spectator = spectator;
    }

    /** Whether another host writes the dataset, which this process shows. */
    public boolean readsOnly() {
        return spectator != null;
    }

    /** The stands of the partitions that are to be shown, ascending; from any thread. */
    public List<PartitionStatus> statuses() {
        return spectator == null ? own() : spectator.statuses();
    }

    /**
     * Those of the partitions that this process owns, ascending; from any thread. While Kafka does not answer, or does
     * not let us read, nobody knows what waits there: what was known before is not shown as if it were so now.
     */
    List<PartitionStatus> own() {
        Map<TopicPartition, PartitionStatus> statuses = new HashMap<>(left);
        owned.forEach((partition, taken) -> statuses.put(partition, taken.status()));
        boolean known = access.trouble().isEmpty();
        return statuses.values().stream()
                .map(status -> known ? status : status.withoutLag())
                .sorted(Comparator.comparingInt(PartitionStatus::partition))
                .toList();
    }

    /** How the commits of all partitions go. */
    public CommitTimes commitTimes() {
        return books.committer().times();
    }

    /** Why nothing is read from any partition, null while it is. */
    public @Nullable String diskTrouble() {
        return diskTrouble;
    }

    /** Whether this process has ever had a partition, or one to show. */
    public boolean hasOwned() {
        return hasOwned || spectator != null && !spectator.statuses().isEmpty();
    }

    /** Whether this process runs the watch over all partitions. */
    public boolean ownsPartitionZero() {
        return owned.keySet().stream().anyMatch(partition -> partition.partition() == 0);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        left.clear();
        hasOwned |= !partitions.isEmpty();
        for (TopicPartition partition : partitions) {
            OwnedPartition taken = new OwnedPartition(partition, books);
            owned.put(partition, taken);
            taken.recover(consumer);
        }
        if (!partitions.isEmpty()) {
            log.debug("reads {}", partitions);
        }
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OwnedPartition leaving = owned.get(partition);
            if (leaving != null) {
                leaving.leave(consumer);
                left.put(partition, leaving.status());
                owned.remove(partition);
            }
        }
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OwnedPartition lost = owned.remove(partition);
            if (lost != null) {
                lost.abandon();
            }
        }
    }

    /** Takes what one poll brought. */
    void accept(ConsumerRecords<ByteBuffer, ByteBuffer> records, Consumer<?, ?> consumer) {
        Poll.stretches(records).forEach((partition, stretch) -> {
            OwnedPartition taker = owned.get(partition);
            if (taker != null) {
                taker.accept(stretch, consumer);
            }
        });
        tick(consumer);
    }

    /** What is due after every poll, records or none. */
    void tick(Consumer<?, ?> consumer) {
        boolean rests = diskIsLow();
        for (TopicPartition partition : consumer.assignment()) {
            OwnedPartition ticked = owned.get(partition);
            if (ticked != null) {
                ticked.tick(consumer);
                ticked.rest(rests, consumer);
            }
        }
    }

    /** Asking the file system takes as long as a hundred events: what was found holds for a while. */
    private boolean diskIsLow() {
        if (System.nanoTime() - diskSeenNanos >= DISK_LOOK_NANOS) {
            diskSeenNanos = System.nanoTime();
            lookAtDisk();
        }
        return diskTrouble != null;
    }

    private void lookAtDisk() {
        try {
            books.folder().checkIdentity();
        } catch (IOException elsewhere) {
            diskTrouble = elsewhere.getMessage();
            return;
        }
        try {
            long free = books.folder().freeBytes();
            diskTrouble = free >= books.minFreeBytes()
                    ? null
                    : "found " + free + " bytes free on the disk of "
                            + books.folder().root() + ", analytics.min-free-disk wants " + books.minFreeBytes()
                            + ": reading rests until there is room";
        } catch (IOException unknown) {
            diskTrouble = "cannot tell how much room " + books.folder().root() + " has: " + unknown;
        }
    }
}

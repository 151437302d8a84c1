package science.pipeline.analytics.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analytics.dataset.ResultsFolder;

/**
 * Tells whether the topic is drained: whoever fills it has ended, the commits of all instances reach the end of every
 * partition, and nothing new came for a while. A topic that never held a record is not drained.
 */
public final class DrainWatch {

    private static final Logger log = LoggerFactory.getLogger(DrainWatch.class);
    private static final int PATIENCE_SECONDS = 5;
    private static final int LEAVE_SECONDS = 3;
    private static final int LOOK_MILLIS = 50;

    private final Admin admin;
    private final ResultsFolder folder;
    private final String topic;
    private final String group;
    private final Duration idleTimeout;
    private final Upstream upstream;
    private Map<TopicPartition, Long> ends = Map.of();
    private long quietSinceNanos;

    DrainWatch(Admin admin, ResultsFolder folder, String topic, String group, Duration idleTimeout, Upstream upstream) {
        this.admin = admin;
        this.folder = folder;
        this.topic = topic;
        this.group = group;
        this.idleTimeout = idleTimeout;
        this.upstream = upstream;
    }

    /** Looks once; to be called again and again. */
    public synchronized boolean isDrained() throws InterruptedException {
        try {
            boolean over = upstream.ended();
            Map<TopicPartition, Long> found = ends();
            if (!over || !found.equals(ends) || !isShared(found.keySet())) {
                quietSinceNanos = System.nanoTime();
            }
            ends = found;
            boolean quiet = System.nanoTime() - quietSinceNanos >= idleTimeout.toNanos();
            return over && quiet && holdsRecords() && isCommitted();
        } catch (ExecutionException | TimeoutException | IOException unknown) {
            log.debug("cannot tell whether {} is drained: {}", topic, unknown.toString());
            quietSinceNanos = System.nanoTime();
            return false;
        }
    }

    /** Whether the commits of all instances reach the ends of all partitions right now. */
    public synchronized boolean isCommittedToTheEnd() throws InterruptedException {
        try {
            ends = ends();
            return isCommitted();
        } catch (ExecutionException | TimeoutException | IOException unknown) {
            return false;
        }
    }

    /**
     * Whether every partition has its reader. Before that, a topic that an earlier run has read to its end would count
     * as drained while nobody owns partition 0 and could build the final dataset.
     */
    private boolean isShared(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConsumerGroupDescription readers = readers();
        Set<TopicPartition> owned = new HashSet<>();
        readers.members().forEach(reader -> owned.addAll(reader.assignment().topicPartitions()));
        return readers.groupState() == GroupState.STABLE && owned.containsAll(partitions);
    }

    /** Whether no other instance reads any more; asked after this one's listener has stopped. */
    public boolean isLastToStop() {
        try {
            // The broker may need a moment to see that this one has left.
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEAVE_SECONDS);
            while (!readers().members().isEmpty()) {
                if (System.nanoTime() - patience >= 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return true;
        } catch (ExecutionException | TimeoutException unknown) {
            log.debug("cannot tell whether {} has other members: {}", group, unknown.toString());
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private ConsumerGroupDescription readers() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private boolean holdsRecords() {
        return ends.values().stream().anyMatch(end -> end > 0);
    }

    private boolean isCommitted() throws IOException {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OptionalLong next = folder.nextOffset(end.getKey().partition());
            if (next.isEmpty() || next.getAsLong() < end.getValue()) {
                return false;
            }
        }
        return !ends.isEmpty();
    }

    /** Ends of the partitions as a reader of committed records sees them. */
    private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicPartitionInfo partition : admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .get(topic)
                .partitions()) {
            wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> found = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(
                        wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .entrySet()) {
            found.put(end.getKey(), end.getValue().offset());
        }
        return found;
    }
}

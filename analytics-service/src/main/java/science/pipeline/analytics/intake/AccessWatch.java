package science.pipeline.analytics.intake;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.chassis.trouble.Right;

/**
 * Asks Kafka every few seconds, while the service reads, whether it is there and lets us: a consumer that waits for
 * records cannot tell a topic without news from a Kafka that is gone.
 */
final class AccessWatch {

    private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);
    private static final int LOOK_MILLIS = 5000;
    private static final int RETRY_MILLIS = 1000;

    private final Cluster cluster;
    private final Access access;
    private final Intake intake;
    private final Ends ends;
    private final String topic;
    private final String group;

    AccessWatch(Cluster cluster, Access access, Intake intake, Ends ends, String topic, String group) {
        this.cluster = cluster;
        this.access = access;
        this.intake = intake;
        this.ends = ends;
        this.topic = topic;
        this.group = group;
    }

    /** Until it is interrupted. */
    void watch() throws InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(access.trouble().isPresent() ? RETRY_MILLIS : LOOK_MILLIS);
            look();
        }
    }

    void look() throws InterruptedException {
        long asked = System.nanoTime();
        try {
            TopicDescription found = describe();
            check(Right.topic("Read", topic), found.authorizedOperations());
            check(Right.group("Read", group), groupRights());
            ends.look(readByOthers(found));
            access.regained(asked);
        } catch (NotReadyException lost) {
            ends.forget();
            access.lost(lost.trouble());
        } catch (RuntimeException unexpected) {
            log.debug("Kafka could not be asked", unexpected);
        }
    }

    private void check(Right needed, @Nullable Set<AclOperation> granted) throws NotReadyException {
        if (granted != null && !granted.isEmpty() && !granted.contains(AclOperation.READ)) {
            throw new NotReadyException(cluster.causes().missing(needed));
        }
    }

    private TopicDescription describe() throws NotReadyException, InterruptedException {
        DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        return cluster.ask(
                Right.topic("Describe", topic),
                admin -> admin.describeTopics(List.of(topic), options)
                        .topicNameValues()
                        .get(topic));
    }

    private Set<Integer> readByOthers(TopicDescription found) {
        Set<Integer> others = found.partitions().stream()
                .map(TopicPartitionInfo::partition)
                .collect(Collectors.toCollection(TreeSet::new));
        intake.statuses().forEach(own -> others.remove(own.partition()));
        return others;
    }

    private @Nullable Set<AclOperation> groupRights() throws NotReadyException, InterruptedException {
        DescribeConsumerGroupsOptions options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        try {
            return cluster.ask(
                            Right.group("Describe", group),
                            admin -> admin.describeConsumerGroups(List.of(group), options)
                                    .describedGroups()
                                    .get(group))
                    .authorizedOperations();
        } catch (NotReadyException unknown) {
            if (unknown.getCause() instanceof GroupIdNotFoundException) {
                return null; // it begins with its first reader
            }
            throw unknown;
        }
    }
}

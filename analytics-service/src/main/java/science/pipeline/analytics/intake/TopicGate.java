package science.pipeline.analytics.intake;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.dataset.Source;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.chassis.trouble.Right;
import science.pipeline.chassis.trouble.Trouble;

/** Waits for the broker, the topic and the rights, and finds out which topic it is. */
final class TopicGate {

    private static final int RETRY_MILLIS = 500;

    private final Cluster cluster;
    private final Access access;
    private final String topic;

    TopicGate(Cluster cluster, Access access, String topic) {
        this.cluster = cluster;
        this.access = access;
        this.topic = topic;
    }

    /** Returns when broker and topic are there. */
    Source await() throws InterruptedException {
        while (true) {
            try {
                long asked = System.nanoTime();
                Source source = inspect();
                access.regained(asked);
                return source;
            } catch (NotReadyException notYet) {
                access.lost(notYet.trouble());
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }

    private Source inspect() throws InterruptedException, NotReadyException {
        String id = cluster.ask(Right.NONE, admin -> admin.describeCluster().clusterId());
        TopicDescription description = describe();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String cleanup = cluster.ask(
                        Right.topic("DescribeConfigs", topic),
                        admin -> admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new Refusal("analytics.topic: found " + topic + " with cleanup.policy=" + cleanup
                    + "; compaction removes records, so the books could never close. Expected cleanup.policy=delete.");
        }
        return new Source(topic, description.topicId().toString(), id);
    }

    private TopicDescription describe() throws InterruptedException, NotReadyException {
        try {
            return cluster.ask(
                    Right.topic("Describe", topic),
                    admin -> admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic));
        } catch (NotReadyException notYet) {
            throw notYet.getCause() instanceof UnknownTopicOrPartitionException absent
                    ? new NotReadyException(absent(), absent)
                    : notYet;
        }
    }

    private Trouble absent() {
        return new Trouble(
                Trouble.Kind.WAITING,
                "Waiting for the topic " + topic + " on " + cluster.servers()
                        + ": the producer creates it (./mvnw spring-boot:run -Drun=producer).");
    }
}

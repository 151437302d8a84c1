package science.pipeline.analytics.intake;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.chassis.trouble.Right;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.Refusal;

/** Waits for the broker, the topic and the rights, and finds out which topic it is. */
public final class TopicGate {

    private static final Logger log = LoggerFactory.getLogger(TopicGate.class);

    private static final int RETRY_MILLIS = 500;

    private final Cluster cluster;
    private final Access access;
    private final String topic;
    private final boolean creates;

    /** @param creates whether a topic that is absent is created; an existing one is never altered */
    public TopicGate(Cluster cluster, Access access, String topic, boolean creates) {
        this.cluster = cluster;
        this.access = access;
        this.topic = topic;
        this.creates = creates;
    }

    /** Returns when broker and topic are there. */
    public Source await() throws InterruptedException {
        return await(trouble -> {});
    }

    /**
     * The same for a host that nobody else speaks for.
     *
     * @param told what is waited for, at each look
     */
    public Source await(Consumer<Trouble> told) throws InterruptedException {
        while (true) {
            try {
                long asked = System.nanoTime();
                Source source = inspect();
                access.regained(asked);
                return source;
            } catch (NotReadyException notYet) {
                access.lost(notYet.trouble());
                told.accept(notYet.trouble());
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }

    private Source inspect() throws InterruptedException, NotReadyException {
        String id = cluster.ask(Right.NONE, admin -> admin.describeCluster().clusterId());
        TopicDescription description = describe();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> configs = cluster.ask(
                Right.topic("DescribeConfigs", topic),
                admin -> admin.describeConfigs(List.of(resource)).all());
        String cleanup = Objects.requireNonNull(
                        configs.get(resource), "BUG: Kafka answers for the topic it was asked for")
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
            if (!(notYet.getCause() instanceof UnknownTopicOrPartitionException absent)) {
                throw notYet;
            }
            if (creates) {
                create();
            }
            throw new NotReadyException(absent(), absent);
        }
    }

    /** It is found with the next look; somebody else may have been faster. */
    private void create() throws InterruptedException, NotReadyException {
        NewTopic fresh = new NewTopic(topic, Optional.empty(), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
        try {
            cluster.ask(
                    Right.topic("Create", topic),
                    admin -> admin.createTopics(List.of(fresh)).all());
            log.info("Created the topic {}, which is to be read", topic);
        } catch (NotReadyException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private Trouble absent() {
        return new Trouble(
                Trouble.Kind.WAITING,
                "Waiting for the topic " + topic + " on " + cluster.servers()
                        + ": the producer creates it (./mvnw spring-boot:run -Drun=producer), or this service with"
                        + " --analytics.create-input-topic=true.");
    }
}

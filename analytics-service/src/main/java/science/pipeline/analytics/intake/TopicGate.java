package science.pipeline.analytics.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analytics.dataset.Refusal;
import science.pipeline.analytics.dataset.Source;

/**
 * Waits for the broker and the topic, tells what is missing, and finds out which topic it is. Creates the topics that
 * this service writes to where they are absent; never alters one.
 */
final class TopicGate {

    private static final Logger log = LoggerFactory.getLogger(TopicGate.class);
    private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int RETRY_MILLIS = 500;

    /** How long Kafka may take for an answer; with the pause between, every second question meets a reminder. */
    static final int PATIENCE_MILLIS = 4500;

    private final Admin admin;
    private final String servers;
    private final String topic;
    private final List<String> own;
    private volatile String missing = "Kafka has not answered yet";

    /** @param own topics to create where absent */
    TopicGate(Admin admin, String servers, String topic, List<String> own) {
        this.admin = admin;
        this.servers = servers;
        this.topic = topic;
        this.own = own;
    }

    /** What is waited for; empty when it is all there. */
    String missing() {
        return missing;
    }

    /** Returns when broker and topic are there. */
    Source await() throws InterruptedException {
        long remindedAt = System.nanoTime() - REMINDER_NANOS;
        while (true) {
            try {
                Source source = inspect();
                createOwn();
                missing = "";
                return source;
            } catch (ExecutionException | TimeoutException notYet) {
                missing = describe(notYet);
            }
            if (System.nanoTime() - remindedAt >= REMINDER_NANOS) {
                remindedAt = System.nanoTime();
                log.info("{}", missing);
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }

    private String describe(Exception notYet) {
        if (notYet.getCause() instanceof UnknownTopicOrPartitionException) {
            return "Waiting for the topic " + topic + " on " + servers
                    + ": the producer creates it (./mvnw spring-boot:run -Drun=producer).";
        }
        return "Waiting for Kafka at " + servers
                + ": a local one starts with ./mvnw spring-boot:run -Drun=broker; another"
                + " one is named by --spring.kafka.bootstrap-servers=HOST:PORT.";
    }

    private Source inspect() throws InterruptedException, ExecutionException, TimeoutException {
        String cluster = admin.describeCluster().clusterId().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        TopicDescription description = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .get(topic);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String cleanup = admin.describeConfigs(List.of(resource))
                .all()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .get(resource)
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new Refusal("analytics.topic: found " + topic + " with cleanup.policy=" + cleanup
                    + "; compaction removes records, so the books could never close. Expected cleanup.policy=delete.");
        }
        return new Source(topic, description.topicId().toString(), cluster);
    }

    private void createOwn() throws InterruptedException, ExecutionException, TimeoutException {
        for (String name : own) {
            try {
                NewTopic fresh = new NewTopic(name, Optional.empty(), Optional.empty())
                        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
                admin.createTopics(List.of(fresh)).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failed;
                }
            }
        }
    }
}

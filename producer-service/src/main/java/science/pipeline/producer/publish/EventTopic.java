package science.pipeline.producer.publish;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.chassis.trouble.Right;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.producer.ProducerProperties;

/**
 * The topic that events go to. It is created if absent and never altered: this is why Spring's own {@link KafkaAdmin},
 * which adds partitions to an existing topic, lends only its settings. May be used from any thread.
 */
@Component
public final class EventTopic implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EventTopic.class);

    private final ProducerProperties properties;
    private final Cluster cluster;

    EventTopic(ProducerProperties properties, KafkaAdmin kafkaAdmin) {
        this.properties = properties;
        cluster = new Cluster(kafkaAdmin.getConfigurationProperties());
    }

    public String name() {
        return properties.topic();
    }

    /** Where Kafka is looked for. */
    public String bootstrapServers() {
        return cluster.servers();
    }

    /** What keeps events from being sent, by an error of the client that sends. */
    Trouble sending(Throwable error) {
        return cluster.causes().of(error, Right.topic("Write", name()));
    }

    /** What keeps the topic from being read, by an error of the client that reads. */
    Trouble reading(Throwable error) {
        return cluster.causes().known(error, Right.topic("Read", name())).orElseGet(cluster::silence);
    }

    /**
     * Why Kafka acknowledges nothing; takes a second or two. The client that sends would try for ever, and say nothing.
     */
    Trouble stalled() {
        return cluster.silence(
                "Kafka at " + bootstrapServers() + " acknowledges nothing; what waits is sent again once it does: ");
    }

    /**
     * How many partitions the topic has; it is created if it may be.
     *
     * @throws NotReadyException if Kafka does not answer, does not let us, or the topic is absent
     */
    int partitions() throws NotReadyException {
        try {
            return describe();
        } catch (NotReadyException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
            if (!properties.createTopic()) {
                throw waiting("There is no topic " + name() + " in Kafka at " + bootstrapServers()
                        + ", and producer.create-topic is false: create it, or set that to true");
            }
            create();
            return describe();
        }
    }

    /**
     * Asks Kafka who it is.
     *
     * @return the id of the cluster
     * @throws NotReadyException if it does not answer
     */
    public String clusterId() throws NotReadyException {
        return ask(Right.NONE, client -> client.describeCluster().clusterId());
    }

    @Override
    public void destroy() {
        cluster.close();
    }

    private int describe() throws NotReadyException {
        return ask(
                        Right.topic("Describe", name()),
                        client -> client.describeTopics(List.of(name()))
                                .topicNameValues()
                                .get(name()))
                .partitions()
                .size();
    }

    private void create() throws NotReadyException {
        NewTopic topic = new NewTopic(name(), properties.partitions(), properties.replicationFactor());
        try {
            ask(
                    Right.topic("Create", name()),
                    client -> client.createTopics(List.of(topic)).all());
            log.info("Created topic {} with {} partitions", name(), properties.partitions());
        } catch (NotReadyException e) {
            if (e.getCause() instanceof InvalidReplicationFactorException few) {
                throw waiting("Topic " + name() + " cannot be created with producer.replication-factor="
                        + properties.replicationFactor() + ": " + few.getMessage()
                        + " Start more brokers, or lower the factor");
            }
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            log.debug("Somebody else has just created topic {}", name());
        }
    }

    private static NotReadyException waiting(String sentence) {
        return new NotReadyException(new Trouble(Trouble.Kind.WAITING, sentence));
    }

    private <T> T ask(Right right, Function<Admin, KafkaFuture<T>> question) throws NotReadyException {
        try {
            return cluster.ask(right, question);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}

package science.pipeline.producer.publish;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import science.pipeline.producer.ProducerProperties;

/**
 * The topic that events go to. It is created if absent and never altered: this is why Spring's own {@link KafkaAdmin},
 * which adds partitions to an existing topic, lends only its settings. May be used from any thread.
 */
@Component
public final class EventTopic implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EventTopic.class);
    private static final int TIMEOUT_MS = 3_000;

    private final ProducerProperties properties;
    private final Map<String, Object> adminSettings;
    private @Nullable Admin admin;

    EventTopic(ProducerProperties properties, KafkaAdmin kafkaAdmin) {
        this.properties = properties;
        adminSettings = kafkaAdmin.getConfigurationProperties();
    }

    public String name() {
        return properties.topic();
    }

    /** Where Kafka is looked for. */
    public String bootstrapServers() {
        return adminSettings
                .getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "")
                .toString()
                .replaceAll("[\\[\\] ]", "");
    }

    /**
     * How many partitions the topic has; it is created if it may be.
     *
     * @throws NotReadyException if Kafka does not answer, or the topic is absent
     */
    int partitions() throws NotReadyException {
        try {
            return describe().partitions().size();
        } catch (UnknownTopicOrPartitionException e) {
            if (!properties.createTopic()) {
                throw new NotReadyException("There is no topic " + name() + " in Kafka at " + bootstrapServers()
                        + ", and producer.create-topic is false: create it, or set that to true");
            }
            return create();
        }
    }

    /**
     * Asks Kafka who it is.
     *
     * @return the id of the cluster
     * @throws NotReadyException if it does not answer
     */
    public String clusterId() throws NotReadyException {
        DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(TIMEOUT_MS);
        return ask(client -> client.describeCluster(options).clusterId());
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close();
        }
    }

    private TopicDescription describe() throws NotReadyException {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS);
        return ask(client -> client.describeTopics(List.of(name()), options).allTopicNames())
                .get(name());
    }

    private int create() throws NotReadyException {
        NewTopic topic = new NewTopic(name(), properties.partitions(), properties.replicationFactor());
        CreateTopicsOptions options = new CreateTopicsOptions().timeoutMs(TIMEOUT_MS);
        try {
            ask(client -> client.createTopics(List.of(topic), options).all());
            log.info("Created topic {} with {} partitions", name(), properties.partitions());
        } catch (TopicExistsException e) {
            log.debug("Somebody else has just created topic {}", name());
        } catch (InvalidReplicationFactorException e) {
            throw new NotReadyException("Topic " + name() + " cannot be created with producer.replication-factor="
                    + properties.replicationFactor() + ": " + e.getMessage()
                    + " Start more brokers, or lower the factor");
        }
        try {
            return describe().partitions().size();
        } catch (UnknownTopicOrPartitionException e) {
            throw new NotReadyException("Topic " + name() + " was created and is not known to all brokers yet");
        }
    }

    /**
     * @throws KafkaException what Kafka answers if it is for the caller to judge, or for a person (credentials)
     * @throws NotReadyException if Kafka does not answer
     */
    private <T> T ask(Function<Admin, KafkaFuture<T>> question) throws NotReadyException {
        try {
            return question.apply(admin()).get();
        } catch (ExecutionException e) {
            if (isForTheCaller(e.getCause())) {
                throw (KafkaException) e.getCause();
            }
            throw noAnswer(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static boolean isForTheCaller(Throwable answer) {
        return answer instanceof UnknownTopicOrPartitionException
                || answer instanceof TopicExistsException
                || answer instanceof InvalidReplicationFactorException
                || answer instanceof AuthenticationException
                || answer instanceof AuthorizationException;
    }

    private synchronized Admin admin() throws NotReadyException {
        if (admin == null) {
            try {
                admin = Admin.create(adminSettings);
            } catch (KafkaException e) {
                // The names of the servers cannot be resolved (yet), or the settings are wrong: the cause tells.
                throw noAnswer(e.getCause() == null ? e : e.getCause());
            }
        }
        return admin;
    }

    private NotReadyException noAnswer(Throwable reason) {
        log.debug("Kafka does not answer", reason);
        return new NotReadyException("Kafka does not answer at " + bootstrapServers() + " (" + reason.getMessage()
                + "). Start a broker with `./mvnw spring-boot:run -Drun=broker`, or name another with "
                + "--spring.kafka.bootstrap-servers=HOST:PORT");
    }
}

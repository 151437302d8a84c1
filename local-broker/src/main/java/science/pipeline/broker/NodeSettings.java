package science.pipeline.broker;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import science.pipeline.settings.HostPort;

/** Kafka's own settings for a node, each with the reason why it is not Kafka's default. */
final class NodeSettings {

    static final String CONTROLLER = "CONTROLLER";

    private static final long MEGABYTE = 1L << 20;

    /** Kafka's documentation lists them among the server's own; its code leaves them to the class that reads them. */
    private static final Set<String> OF_THE_AUTHORIZER =
            Set.of(StandardAuthorizer.SUPER_USERS_CONFIG, StandardAuthorizer.ALLOW_EVERYONE_IF_NO_ACL_IS_FOUND_CONFIG);

    private NodeSettings() {}

    /**
     * @throws BrokerStartException if a setting that was passed through is unknown to Kafka or its value is not allowed
     */
    static KafkaConfig of(BrokerProperties broker) {
        Properties settings = new Properties();
        settings.putAll(identity(broker));
        settings.putAll(membership(broker.voters().size()));
        settings.putAll(replication(broker.voters().size()));
        settings.putAll(groups());
        settings.putAll(footprint());
        settings.putAll(passedThrough(broker.properties()));
        settings.putAll(retention(broker, Integer.parseInt(settings.getProperty("num.partitions"))));
        settings.putAll(broker.properties());
        try {
            return KafkaConfig.fromProps(settings, false);
        } catch (ConfigException | IllegalArgumentException e) {
            throw new BrokerStartException(
                    "Kafka does not accept the node's settings: " + e.getMessage(),
                    "Correct the setting under broker.properties, or leave it to its default.");
        }
    }

    private static Map<String, String> identity(BrokerProperties broker) {
        String clients = "PLAINTEXT://" + broker.bootstrapServers();
        String controllers = CONTROLLER + "://" + HostPort.of(broker.address(), broker.controllerPort());
        return Map.ofEntries(
                entry("process.roles", "broker,controller"),
                entry("node.id", Integer.toString(broker.nodeId())),
                entry("controller.quorum.voters", String.join(",", broker.voters())),
                entry("controller.listener.names", CONTROLLER),
                entry("listeners", clients + "," + controllers),
                entry("advertised.listeners", clients),
                entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                entry("log.dirs", broker.dataDir().toAbsolutePath().toString()),
                // A misspelt topic is an error, not a new topic.
                entry("auto.create.topics.enable", "false"));
    }

    private static Map<String, String> membership(int nodes) {
        return Map.ofEntries(
                // In a quorum the first node waits here for the person who starts the others.
                entry("initial.broker.registration.timeout.ms", "600000"),
                // A node that leaves politely asks the controllers first; the last of a quorum would ask in vain, for
                // minutes.
                entry("controlled.shutdown.enable", Boolean.toString(nodes == 1)),
                // A killed node is let in again only when its former life has timed out.
                entry("broker.session.timeout.ms", "6000"),
                entry("broker.heartbeat.interval.ms", "1000"));
    }

    /** Kafka's defaults want three brokers for its internal topics; a lone node has to do with one. */
    private static Map<String, String> replication(int nodes) {
        String copies = Integer.toString(Math.min(nodes, 3));
        String inSync = nodes < 3 ? "1" : "2";
        return Map.ofEntries(
                entry("default.replication.factor", copies),
                entry("min.insync.replicas", inSync),
                entry("offsets.topic.replication.factor", copies),
                entry("transaction.state.log.replication.factor", copies),
                entry("transaction.state.log.min.isr", inSync),
                entry("share.coordinator.state.topic.replication.factor", copies),
                entry("share.coordinator.state.topic.min.isr", inSync));
    }

    /** Consumers may ask for sessions of seconds, so that the partitions of a killed one move on soon. */
    private static Map<String, String> groups() {
        return Map.ofEntries(
                entry("group.initial.rebalance.delay.ms", "0"),
                entry("group.min.session.timeout.ms", "1000"),
                // The same for the newer group protocol, where the broker sets the timeouts itself.
                entry("group.consumer.min.session.timeout.ms", "1000"),
                entry("group.consumer.session.timeout.ms", "6000"),
                entry("group.consumer.min.heartbeat.interval.ms", "1000"),
                entry("group.consumer.heartbeat.interval.ms", "2000"));
    }

    /** A node that shares two cores and a heap with its clients, and whose start is waited for. */
    private static Map<String, String> footprint() {
        return Map.ofEntries(
                entry("num.partitions", "4"),
                entry("offsets.topic.num.partitions", "4"),
                entry("transaction.state.log.num.partitions", "4"),
                entry("share.coordinator.state.topic.num.partitions", "4"),
                entry("num.network.threads", "2"),
                entry("num.io.threads", "4"),
                entry("background.threads", "2"),
                // Kafka takes 128 MB of heap for the compaction of large topics; ours are its own, of some hundred
                // keys.
                entry("log.cleaner.dedupe.buffer.size", Long.toString(8 * MEGABYTE)));
    }

    /**
     * Records leave by size only: replayed ones bear the time of their recording, years ago, and would be gone at once.
     * Only whole segments leave, so a partition has several.
     */
    private static Map<String, String> retention(BrokerProperties broker, int partitions) {
        long perPartition = broker.retentionBytes().toBytes() / partitions;
        long segment = Math.min(128 * MEGABYTE, Math.max(MEGABYTE, perPartition / 8));
        return Map.ofEntries(
                entry("log.retention.ms", "-1"),
                entry("log.retention.bytes", Long.toString(perPartition)),
                entry("log.segment.bytes", Long.toString(segment)),
                entry("log.retention.check.interval.ms", "10000"),
                entry("log.segment.delete.delay.ms", "10000"));
    }

    private static Map<String, String> passedThrough(Map<String, String> properties) {
        List<String> unknown = properties.keySet().stream()
                .filter(name -> !AbstractKafkaConfig.CONFIG_DEF.names().contains(name))
                .filter(name -> !name.startsWith("listener.name."))
                .filter(name -> !OF_THE_AUTHORIZER.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new BrokerStartException(
                    "broker.properties: found " + String.join(", ", unknown) + ", which Kafka's server does not know.",
                    "Use a name from https://kafka.apache.org/documentation/#brokerconfigs.");
        }
        return properties;
    }
}

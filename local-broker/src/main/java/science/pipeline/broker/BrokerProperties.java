package science.pipeline.broker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import science.pipeline.settings.AtLeast;
import science.pipeline.settings.HostPort;

/**
 * What a person can say about the node; Kafka's own settings follow from it in {@link NodeSettings}.
 *
 * @param port port for producers and consumers
 * @param controllerPort port on which the controllers of a quorum talk to each other
 * @param address address of both ports, and the one that clients are told to come back to
 * @param dataDir folder of the node's records and metadata, made on the first start
 * @param nodeId number of this node, unique in its quorum
 * @param quorum all nodes of the cluster as {@code id@host:controller-port}; empty: this node alone
 * @param clusterId name of the cluster in the data folder; empty: a random one for a single node, so that a new data
 *     folder is never taken for an old one, and one derived from the quorum where several nodes must agree
 * @param retentionBytes disk space for the records of a topic with {@code num.partitions} (4) partitions. Kafka counts
 *     per partition, so each keeps a fourth of it, in a topic of eight partitions too: that one keeps twice as much
 * @param properties any setting of Kafka's server, by Kafka's name; wins over what follows from the other keys
 */
@Validated
@ConfigurationProperties(prefix = "broker", ignoreUnknownFields = false)
public record BrokerProperties(
        @DefaultValue("9092")
        @Min(value = 1, message = "expected a port, 1 to 65535") @Max(value = 65535, message = "expected a port, 1 to 65535") int port,

        @DefaultValue("9093")
        @Min(value = 1, message = "expected a port, 1 to 65535") @Max(value = 65535, message = "expected a port, 1 to 65535") int controllerPort,

        @DefaultValue("127.0.0.1") @NotBlank(message = "expected an address of this machine, such as 127.0.0.1") String address,

        @DefaultValue("data/broker") Path dataDir,

        @DefaultValue("1") @Min(value = 0, message = "expected a number, 0 or more") int nodeId,

        @DefaultValue List<@Pattern(regexp = VOTER, message = "expected id@host:controller-port") String> quorum,
        @DefaultValue("") String clusterId,
        @DefaultValue("4GB") @AtLeast(1) DataSize retentionBytes,
        @DefaultValue Map<String, String> properties) {

    private static final String VOTER = "[0-9]+@([^@:,\\s]+|\\[[0-9A-Fa-f:.]+]):[0-9]+";

    /** Where clients find this node, as {@code host:port}. */
    public String bootstrapServers() {
        return HostPort.of(address, port);
    }

    /** All nodes of the cluster, this one alone if nothing else is said. */
    List<String> voters() {
        return quorum.isEmpty() ? List.of(nodeId + "@" + HostPort.of(address, controllerPort)) : quorum;
    }
}

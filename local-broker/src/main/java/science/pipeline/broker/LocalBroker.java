package science.pipeline.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import science.pipeline.settings.HostPort;

/**
 * A Kafka node that starts and stops with its Spring context. {@link #start} returns once clients can connect, within
 * some two seconds; in a quorum it waits until most of the nodes are there.
 *
 * <p>What a client was told to be written survives a {@code kill -9}; like every Kafka it leaves the flush to the disk
 * to the operating system, so a lone node may lose its last moments in a power cut.
 */
public final class LocalBroker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);

    private final BrokerProperties properties;

    private @Nullable KafkaRaftServer server;

    LocalBroker(BrokerProperties properties) {
        this.properties = properties;
    }

    /** @throws BrokerStartException for everything that a person can put right */
    @Override
    public synchronized void start() {
        refuseIfUnknownToTheQuorum();
        KafkaConfig settings = NodeSettings.of(properties);
        refuseIfTaken("broker.port", properties.port());
        refuseIfTaken("broker.controller-port", properties.controllerPort());
        new DataFolder(properties).prepare();
        server = started(new KafkaRaftServer(settings, Time.SYSTEM));
        LOG.info(
                "Kafka {} listens on {}, controller on port {}; its data lies in {}; Ctrl-C stops it.",
                AppInfoParser.getVersion(),
                properties.bootstrapServers(),
                properties.controllerPort(),
                properties.dataDir().toAbsolutePath().normalize());
    }

    private static KafkaRaftServer started(KafkaRaftServer starting) {
        try {
            starting.startup();
            return starting;
        } catch (RuntimeException failed) {
            // Its controller would otherwise keep the JVM alive without a broker.
            starting.shutdown();
            starting.awaitShutdown();
            throw new BrokerStartException(
                    "Kafka could not start: "
                            + NestedExceptionUtils.getMostSpecificCause(failed).getMessage(),
                    "If a port was taken at that very moment, start again; else see Kafka's own messages above.");
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    private void refuseIfUnknownToTheQuorum() {
        boolean known = properties.voters().stream().anyMatch(voter -> voter.startsWith(properties.nodeId() + "@"));
        if (!known) {
            throw new BrokerStartException(
                    "broker.quorum: found " + properties.voters() + ", expected this node among them (broker.node-id "
                            + properties.nodeId() + ").",
                    "Add %d@host:%d to it.".formatted(properties.nodeId(), properties.controllerPort()));
        }
    }

    /** Kafka would find out by itself, but then ends the JVM with a stack trace. */
    private void refuseIfTaken(String key, int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(properties.address()))) {
            LOG.debug("Free: {}", probe);
        } catch (UnknownHostException e) {
            throw new BrokerStartException(
                    "broker.address: found " + properties.address() + ", which is no address of this machine.",
                    "Use 127.0.0.1, or the name or address of one of its network interfaces.");
        } catch (IOException e) {
            throw new BrokerStartException(
                    "%s: cannot listen on %s: %s."
                            .formatted(key, HostPort.of(properties.address(), port), e.getMessage()),
                    "Stop the program that uses the port (another broker?), or choose another one by --%s=…"
                            .formatted(key));
        }
    }
}

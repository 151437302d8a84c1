package science.pipeline.systemtest.process;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;

/**
 * SASL_SSL with SCRAM, certificates on both sides and a user for each service, who may do what it is granted and
 * nothing else. Whoever is inside has to say every few seconds who it is, and can be put outside at any time.
 */
public final class LockedDoor implements Door {

    private static final String LISTENER = "listener.name.locked.";
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String RIGHT_PASSWORD = "open-sesame";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ITERATIONS = 4096;

    private final List<Integer> ports;
    private final List<Wires> wires = new ArrayList<>();
    private final Certificates certificates;
    private final Path clientKeys;
    private final Path clientTrust;
    private Cluster cluster;

    LockedDoor(int nodes, Path folder) {
        ports = JavaProcess.freePorts(nodes);
        ports.forEach(port -> wires.add(new Wires(port)));
        certificates = new Certificates(folder);
        certificates.trust("trust", "ours");
        certificates.trust("trust-both", "ours", "other");
        certificates.trust("trust-other", "other");
        clientKeys = certificates.store("client-in-use");
        clientTrust = certificates.store("trust-in-use");
        certificates.put("client", clientKeys);
        certificates.put("trust", clientTrust);
    }

    @Override
    public String name() {
        return "LOCKED";
    }

    @Override
    public String protocol() {
        return "SASL_SSL";
    }

    @Override
    public int port(int node) {
        return ports.get(node - 1);
    }

    @Override
    public int toldPort(int node) {
        return wires.get(node - 1).port();
    }

    @Override
    public Map<String, String> settings(int node) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                LISTENER + "scram-sha-512.sasl.jaas.config",
                LOGIN + ";",
                LISTENER + "scram-sha-512.connections.max.reauth.ms",
                "4000",
                LISTENER + "ssl.client.auth",
                "required",
                "ssl.allow.dn.changes",
                "true",
                "ssl.allow.san.changes",
                "true"));
        settings.putAll(store("ssl.keystore", certificates.store("node")));
        settings.putAll(store("ssl.truststore", certificates.store("trust")));
        settings.put(LISTENER + "ssl.key.password", Certificates.PASSWORD);
        return settings;
    }

    private static Map<String, String> store(String kind, Path file) {
        return Map.of(
                LISTENER + kind + ".location",
                file.toString(),
                LISTENER + kind + ".password",
                Certificates.PASSWORD,
                LISTENER + kind + ".type",
                "PKCS12");
    }

    @Override
    public List<String> arguments(User user, String bootstrapServers) {
        String name = user.name().toLowerCase(Locale.ROOT);
        return List.of(
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.kafka.security.protocol=SASL_SSL",
                "--spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
                "--spring.kafka.properties.sasl.jaas.config=" + LOGIN + " username=\"" + name + "\" password=\""
                        + RIGHT_PASSWORD + "\";",
                "--spring.kafka.ssl.trust-store-location=file:" + clientTrust,
                "--spring.kafka.ssl.trust-store-password=" + Certificates.PASSWORD,
                "--spring.kafka.ssl.trust-store-type=PKCS12",
                "--spring.kafka.ssl.key-store-location=file:" + clientKeys,
                "--spring.kafka.ssl.key-store-password=" + Certificates.PASSWORD,
                "--spring.kafka.ssl.key-password=" + Certificates.PASSWORD,
                "--spring.kafka.ssl.key-store-type=PKCS12");
    }

    @Override
    public void open(Cluster opened) {
        cluster = opened;
        for (User user : User.values()) {
            rightPassword(user);
        }
    }

    /** Another password than the one that the user says. */
    public void otherPassword(User user) {
        password(user, "another");
    }

    public void rightPassword(User user) {
        password(user, RIGHT_PASSWORD);
    }

    private void password(User user, String password) {
        settle(() -> cluster.admin()
                .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user.name().toLowerCase(Locale.ROOT),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        password)))
                .all());
    }

    /** All brokers show another certificate, also to those who are inside: they are put outside. */
    public void brokersShow(String certificate) {
        reconfigure("ssl.keystore.location", certificates.store(certificate));
    }

    /** All brokers trust other authorities, and put everybody outside. */
    public void brokersTrust(String store) {
        reconfigure("ssl.truststore.location", certificates.store(store));
    }

    private void reconfigure(String setting, Path file) {
        List<AlterConfigOp> change = List.of(
                new AlterConfigOp(new ConfigEntry(LISTENER + setting, file.toString()), AlterConfigOp.OpType.SET));
        for (ConfigResource broker : brokers()) {
            settle(() -> cluster.admin()
                    .incrementalAlterConfigs(Map.of(broker, change))
                    .all());
        }
        // What is changed is in the log of the controllers; whoever comes in meanwhile is let in by the former one.
        await("the brokers going by " + file)
                .atMost(PATIENCE)
                .until(() -> brokers().stream()
                        .allMatch(broker -> file.toString().equals(setting(broker, LISTENER + setting))));
        putOutside();
    }

    private List<ConfigResource> brokers() {
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(node -> new ConfigResource(Type.BROKER, Integer.toString(node)))
                .toList();
    }

    private String setting(ConfigResource broker, String name) {
        ConfigEntry entry = settle(
                        () -> cluster.admin().describeConfigs(List.of(broker)).all())
                .get(broker)
                .get(name);
        return entry == null ? "" : String.valueOf(entry.value());
    }

    /** The clients' own files, replaced while they run. */
    public void clientsTrust(String store) {
        certificates.put(store, clientTrust);
    }

    public void clientsShow(String certificate) {
        certificates.put(certificate, clientKeys);
    }

    /** Cuts all connections. */
    public void putOutside() {
        wires.forEach(Wires::cut);
    }

    private static <T> T settle(Supplier<KafkaFuture<T>> change) {
        try {
            return change.get().get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("the cluster does not do what it is asked", failed);
        }
    }

    @Override
    public void close() {
        wires.forEach(Wires::close);
    }
}

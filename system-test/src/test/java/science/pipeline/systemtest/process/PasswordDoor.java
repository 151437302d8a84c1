package science.pipeline.systemtest.process;

import java.util.List;
import java.util.Map;

/** SASL_PLAINTEXT for one user, whose rights come and go. */
final class PasswordDoor implements Door {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final List<Integer> ports;

    PasswordDoor(int nodes) {
        ports = JavaProcess.freePorts(nodes);
    }

    @Override
    public String name() {
        return "USERS";
    }

    @Override
    public String protocol() {
        return "SASL_PLAINTEXT";
    }

    @Override
    public int port(int node) {
        return ports.get(node - 1);
    }

    @Override
    public Map<String, String> settings(int node) {
        return Map.of(
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.users.plain.sasl.jaas.config",
                LOGIN + " user_" + Rights.USER + "=\"" + Rights.USER + "\";");
    }

    @Override
    public List<String> arguments(User user, String bootstrapServers) {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.kafka.security.protocol=SASL_PLAINTEXT",
                "--spring.kafka.properties.sasl.mechanism=PLAIN",
                "--spring.kafka.properties.sasl.jaas.config=" + LOGIN + " username=\"" + Rights.USER + "\" password=\""
                        + Rights.USER + "\";");
    }

    @Override
    public void open(Cluster cluster) {
        cluster.rights().giveAll();
    }
}

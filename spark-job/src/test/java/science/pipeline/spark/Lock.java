package science.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A second listener of a broker: it encrypts, wants a password, and lets in for what is granted alone. */
final class Lock {

    /** As whom the job comes in. */
    static final String USER = "lab";

    private static final String PASSWORD = "changeit";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String LISTENER = "listener.name.locked.";

    private final Path folder;
    private final int port = Java.freePort();

    /** Makes the certificates, with the JDK's keytool. */
    Lock(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        String san = "san=ip:127.0.0.1";
        keytool("node", "-genkeypair", "-dname", "CN=node", "-keyalg", "EC", "-ext", san);
        keytool("node", "-exportcert", "-file", file("node.der"));
        keytool("trust", "-importcert", "-noprompt", "-file", file("node.der"));
    }

    private void keytool(String store, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Java.here().resolveSibling("keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "node", "-keystore", file(store + ".p12"), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** What the broker is told; whoever comes by the open listener may do everything. */
    List<String> settings(int openPort, int controllerPort) {
        Map<String, String> settings = Map.ofEntries(
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,LOCKED://127.0.0.1:%d"
                                .formatted(openPort, controllerPort, port)),
                Map.entry(
                        "advertised.listeners",
                        "PLAINTEXT://127.0.0.1:%d,LOCKED://127.0.0.1:%d".formatted(openPort, port)),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LOCKED:SASL_SSL"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry(LISTENER + "plain.sasl.jaas.config", LOGIN + " user_" + USER + "=\"" + PASSWORD + "\";"),
                Map.entry(LISTENER + "ssl.keystore.location", file("node.p12")),
                Map.entry(LISTENER + "ssl.keystore.password", PASSWORD),
                Map.entry(LISTENER + "ssl.keystore.type", "PKCS12"),
                Map.entry(LISTENER + "ssl.key.password", PASSWORD));
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--broker.properties." + key + "=" + value));
        return arguments;
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    /** What the job is told, as README says it. */
    List<String> keys() {
        return List.of(
                "--spring.kafka.security.protocol=SASL_SSL",
                "--spring.kafka.properties.sasl.mechanism=PLAIN",
                "--spring.kafka.properties.sasl.jaas.config=" + LOGIN + " username=\"" + USER + "\" password=\""
                        + PASSWORD + "\";",
                "--spring.kafka.ssl.trust-store-location=file:" + file("trust.p12"),
                "--spring.kafka.ssl.trust-store-password=" + PASSWORD,
                "--spring.kafka.ssl.trust-store-type=PKCS12");
    }
}

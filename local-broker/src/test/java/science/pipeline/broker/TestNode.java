package science.pipeline.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;

/** A node on ports of its own, and the arguments that start it in this JVM or in another. */
record TestNode(int port, int controllerPort, Path dataDir, List<String> more) {

    static TestNode in(Path dataDir, String... more) {
        return new TestNode(freePort(), freePort(), dataDir, List.of(more));
    }

    TestNode with(String... arguments) {
        List<String> all = new ArrayList<>(more);
        all.addAll(List.of(arguments));
        return new TestNode(port, controllerPort, dataDir, all);
    }

    ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(BrokerApplication.class)
                .web(WebApplicationType.NONE)
                .run(arguments().toArray(String[]::new));
    }

    /** The same node without a context: contexts cannot start side by side, as they share the logging system. */
    LocalBroker withoutContext() {
        Map<String, String> keys = arguments().stream()
                .map(argument -> argument.substring(2).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new LocalBroker(new Binder(new MapConfigurationPropertySource(keys))
                .bind("broker", BrokerProperties.class)
                .get());
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--broker.port=" + port, "--broker.controller-port=" + controllerPort, "--broker.data-dir=" + dataDir));
        arguments.addAll(more);
        return arguments;
    }

    TestClient client() {
        return new TestClient("127.0.0.1:" + port);
    }

    /**
     * Below the ports that the system gives to outgoing connections (from 32768 on Linux): one of these could take a
     * killed node's port before the node is back.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // another one will be free
            }
        }
    }
}

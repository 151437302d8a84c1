package science.pipeline.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The one-command run on free ports and in a folder of its own, until it is drained. */
final class BoundedRun {

    private BoundedRun() {}

    /** Runs it and gives its exit code; what is given wins over what is usual. */
    static int in(Path folder, String... given) throws Exception {
        List<String> usual = List.of(
                "--broker.port=" + freePort(),
                "--broker.controller-port=" + freePort(),
                "--broker.data-dir=" + folder.resolve("data/broker"),
                "--analytics.port=0",
                "--analytics.results-dir=" + folder.resolve("results"),
                "--producer.port=0",
                "--producer.rate=0",
                "--pipeline.exit-when-drained=true",
                "--pipeline.idle-timeout=1s");
        List<String> names = Stream.of(given).map(BoundedRun::name).toList();
        String[] arguments = Stream.concat(
                        usual.stream().filter(argument -> !names.contains(name(argument))), Stream.of(given))
                .toArray(String[]::new);
        return StandaloneApplication.run(new Closings(), arguments);
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

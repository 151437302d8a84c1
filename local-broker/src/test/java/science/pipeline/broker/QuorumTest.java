package science.pipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.broker.TestClient.numbered;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuorumTest {

    @TempDir
    Path folder;

    @Test
    void threeNodesFormAClusterThatOutlivesTheLossOfOne() throws Exception {
        List<TestNode> nodes = threeNodes();
        List<LocalBroker> brokers = nodes.stream().map(TestNode::withoutContext).toList();
        try {
            startTogether(brokers);
            TestClient client = new TestClient(
                    nodes.stream().map(node -> node.client().bootstrapServers()).collect(Collectors.joining(",")));
            client.createTopic("events", 1, 3);
            client.send("events", numbered(0, 10));

            brokers.get(0).stop();

            client.send("events", numbered(10, 20));
            assertThat(client.read("events", 20)).isEqualTo(numbered(0, 20));
        } finally {
            brokers.forEach(LocalBroker::stop);
        }
    }

    /** None of them is ready before two are there, so each starts in a thread of its own. */
    private static void startTogether(List<LocalBroker> brokers) throws Exception {
        CompletableFuture<?>[] starts = brokers.stream()
                .map(broker -> CompletableFuture.runAsync(broker::start, task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(starts).get(60, TimeUnit.SECONDS);
    }

    private List<TestNode> threeNodes() {
        List<TestNode> alone = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> TestNode.in(folder.resolve("node-" + id), "--broker.node-id=" + id))
                .toList();
        String quorum = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> id + "@127.0.0.1:" + alone.get(id - 1).controllerPort())
                .collect(Collectors.joining(","));
        return alone.stream()
                .map(node -> node.with("--broker.quorum=" + quorum))
                .toList();
    }
}

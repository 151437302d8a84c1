package science.pipeline.standalone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The run's own Kafka node. It starts beside the analytics service, which has a processor of its own to start on. */
final class Node {

    private final CompletableFuture<ConfigurableApplicationContext> starting;

    private Node(CompletableFuture<ConfigurableApplicationContext> starting) {
        this.starting = starting;
    }

    /** Begins to start it. */
    static Node start(String[] arguments) {
        return new Node(CompletableFuture.supplyAsync(
                () -> Part.BROKER.start(arguments, (GenericApplicationContext context) -> {}),
                task -> new Thread(task, "start-broker").start()));
    }

    /**
     * Waits until clients can connect.
     *
     * @throws StartFailure if it does not start
     */
    void await() {
        try {
            starting.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof StartFailure failure ? failure : failed;
        }
    }

    /** Stops it, once it has started. */
    void close() {
        starting.handle((node, failure) -> node).thenAccept(Node::close).join();
    }

    private static void close(ConfigurableApplicationContext node) {
        if (node != null) {
            node.close();
        }
    }
}

package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.trouble.Right;

/** Asks Kafka for the topic's id, in the background. Any thread. */
final class ClusterTopicQuestion implements TopicIdentity.Question, AutoCloseable {

    private final Cluster cluster;
    private final String topic;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread asking = new Thread(task, "topic-identity");
        asking.setDaemon(true);
        return asking;
    });

    /** Not yet asked: serves all who want to know until it is. */
    private @Nullable CompletableFuture<TopicIdentity.Topic> next;

    ClusterTopicQuestion(Cluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
    }

    @Override
    public synchronized CompletableFuture<TopicIdentity.Topic> ask() {
        CompletableFuture<TopicIdentity.Topic> asked = next;
        if (asked == null) {
            asked = new CompletableFuture<>();
            next = asked;
            thread.execute(this::answer);
        }
        return asked;
    }

    private synchronized @Nullable CompletableFuture<TopicIdentity.Topic> take() {
        CompletableFuture<TopicIdentity.Topic> taken = next;
        next = null;
        return taken;
    }

    private void answer() {
        CompletableFuture<TopicIdentity.Topic> asked = take();
        if (asked == null) {
            return;
        }
        try {
            asked.complete(describe());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            asked.completeExceptionally(stopping);
        } catch (Throwable silent) {
            asked.completeExceptionally(silent);
        }
    }

    private TopicIdentity.Topic describe() throws IOException, InterruptedException {
        TopicDescription found = cluster.ask(
                Right.topic("Describe", topic),
                admin -> admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        return new TopicIdentity.Topic(
                found.topicId().toString(), found.partitions().size());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

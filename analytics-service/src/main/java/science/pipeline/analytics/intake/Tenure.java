package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analytics.post.Outbox;
import science.pipeline.analytics.post.TellingSink;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.engine.Engine;

/**
 * What there is of a partition from a takeover until it is let go: its files, what reads into them, what is to be told,
 * and the commit that is under way. Touched by its consumer's thread.
 */
final class Tenure {

    private static final Logger log = LoggerFactory.getLogger(Tenure.class);

    private final TopicPartition partition;
    final Sink dataset;
    final Funnel funnel;
    final Outbox outbox;
    private final SayingBox sayings;

    /** The commit begun last. */
    CompletableFuture<Void> commit = CompletableFuture.completedFuture(null);

    private long committedAtNanos = System.nanoTime();

    private Tenure(TopicPartition partition, Sink dataset, Funnel funnel, Outbox outbox, SayingBox sayings) {
        this.partition = partition;
        this.dataset = dataset;
        this.funnel = funnel;
        this.outbox = outbox;
        this.sayings = sayings;
    }

    /** Takes a partition over from its newest commit. */
    static Tenure takeOver(TopicPartition partition, Bookkeeping books, Consumer<?, ?> consumer)
            throws IOException, Fenced {
        Sink dataset = books.takeOver(partition, consumer);
        try {
            Stand stand = dataset.stand();
            Outbox outbox = books.outbox(stand);
            Engine engine = new Engine(
                    partition.partition(),
                    books.configuration(),
                    books.alertsPerHour(partition, consumer),
                    books.writers(),
                    new TellingSink(partition.partition(), dataset, outbox),
                    books.printer());
            Funnel funnel = new Funnel(engine, stand.leaderEpoch(), outbox);
            SayingBox sayings = books.folder().sayings(partition.partition());
            return new Tenure(partition, dataset, funnel, outbox, sayings);
        } catch (Throwable unusable) {
            close(partition, dataset);
            throw unusable;
        }
    }

    /** How long ago the last commit began. */
    long nanosSinceCommit() {
        return System.nanoTime() - committedAtNanos;
    }

    /** Whether there is more than the books hold. */
    boolean hasNews() throws IOException {
        return funnel.nextOffset() > dataset.stand().nextOffset()
                || outbox.size() != dataset.stand().unsent().size()
                || !sayings.isEmpty();
    }

    /** Takes stock, and has it committed in the background. */
    void beginCommit(Committer committer, boolean last) throws IOException {
        committedAtNanos = System.nanoTime();
        List<SayingBox.Waiting> waiting = sayings.waiting();
        funnel.hear(waiting);
        commit = committer.commit(dataset.draft(funnel.stand(), last)).thenRun(() -> sayings.remove(waiting));
    }

    /** @param lag as Kafka's client knows it */
    PartitionStatus status(OptionalLong lag) {
        return new PartitionStatus(
                partition.partition(),
                dataset.firstOffset(),
                funnel.nextOffset(),
                dataset.stand().nextOffset(),
                lag.isPresent() ? lag.getAsLong() : -1,
                funnel.counts(),
                funnel.layers(),
                funnel.judgements(),
                funnel.punctuality(),
                null);
    }

    /** Lets go of everything that is not committed. */
    void abandon() {
        outbox.abandon();
        // A commit under way still needs the files.
        commit.whenComplete((done, failed) -> close(partition, dataset));
    }

    private static void close(TopicPartition partition, Sink dataset) {
        try {
            dataset.close();
        } catch (IOException | RuntimeException | Error unclosed) {
            log.debug("{}: {}", partition, unclosed.toString());
        }
    }
}

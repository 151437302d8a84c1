package science.pipeline.analytics.intake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.Refusal;

/**
 * Whether what is read is still the topic that the dataset was begun with: one that is deleted and created again while
 * it is read bears the same name.
 *
 * <p>Ids of topics never come again, and a consumer asks for records by the id that its metadata names. So its records
 * are the right ones if Kafka, asked after that metadata came, names the right id. No further question is needed until
 * the next metadata, so commits go on while Kafka is away. Any thread.
 */
final class TopicIdentity {

    private static final int PATIENCE_SECONDS = 4;

    /** Asks Kafka; must not wait. */
    @FunctionalInterface
    interface Question {
        CompletableFuture<Topic> ask();
    }

    /** @param partitions how many it has */
    record Topic(String id, int partitions) {}

    private final Question question;
    private volatile @Nullable Source expected;
    private volatile @Nullable CompletableFuture<Topic> lastAnswer;

    TopicIdentity(Question question) {
        this.question = question;
    }

    /** The topic that was found at the start. */
    void expect(Source source) {
        expected = source;
    }

    /** A consumer knows the topic anew, perhaps as another one. */
    void metadataCame() {
        askNow();
    }

    /** To be taken when the last record was read that {@link #prove} is asked about. */
    CompletableFuture<Topic> answer() {
        CompletableFuture<Topic> last = lastAnswer;
        return last == null ? askNow() : last;
    }

    /** In one step, so that the last answer is the one that was asked for last. */
    private synchronized CompletableFuture<Topic> askNow() {
        CompletableFuture<Topic> asked = question.ask();
        lastAnswer = asked;
        return asked;
    }

    /** How many partitions the topic has, if Kafka says so now. */
    OptionalInt partitions() {
        try {
            return OptionalInt.of(proveNow().partitions());
        } catch (IOException silent) {
            return OptionalInt.empty();
        }
    }

    /**
     * Proves that all records are of the right topic that were read before this answer was taken.
     *
     * @throws Refusal when they may be of another one
     * @throws IOException when Kafka does not say
     */
    void prove(CompletableFuture<Topic> answer) throws IOException {
        try {
            check(get(answer));
        } catch (ExecutionException | TimeoutException unanswered) {
            proveNow();
        }
    }

    /** The same of everything that was read up to now. */
    Topic proveNow() throws IOException {
        try {
            Topic found = get(askNow());
            check(found);
            return found;
        } catch (ExecutionException | TimeoutException silent) {
            Throwable cause = silent.getCause() == null ? silent : silent.getCause();
            throw new IOException(
                    "Kafka does not say whether the topic " + source().topic() + " is still the same: " + cause, cause);
        }
    }

    private static Topic get(CompletableFuture<Topic> answer)
            throws InterruptedIOException, ExecutionException, TimeoutException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while Kafka was asked for the topic's id");
        }
    }

    private void check(Topic found) {
        Source source = source();
        if (!found.id().equals(source.topicId())) {
            throw new Refusal("The topic " + source.topic() + " was deleted and created again while it was read: found"
                    + " topic id " + found.id() + ", the dataset was begun with " + source.topicId()
                    + ". No record of the new topic is in the dataset. Read it into an empty folder as another group"
                    + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…), or, with the local broker,"
                    + " begin afresh (--pipeline.fresh=true), which keeps the old folder aside.");
        }
    }

    private Source source() {
        return Objects.requireNonNull(expected, "BUG: a partition was assigned before the topic was known");
    }
}

package science.pipeline.analytics.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;

/**
 * One partition while this consumer owns it: recovers it, feeds its funnel, commits every interval, and after trouble
 * with storage or broker goes back to the last commit and tries again. Touched by its consumer's thread; commits run on
 * another one, one at a time.
 */
final class OwnedPartition {

    private static final Logger log = LoggerFactory.getLogger(OwnedPartition.class);
    private static final long LONGEST_LEAVE_SECONDS = 30;

    /** For lag tools only: a Kafka that ends at the same moment does not hold up the end. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    /** What Kafka has taken by then is not sent again by the next owner. */
    private static final long LONGEST_TELLING_MILLIS = 5000;

    /** Those who look see a status that is so old at most, or of the last poll. */
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final TopicPartition partition;
    private final Bookkeeping books;
    /** Null while the partition is in trouble, or over: fenced or refused. */
    private @Nullable Tenure running;

    private boolean over;
    private boolean resting;
    private long retryAtNanos;
    private long acknowledged = -1;
    private long reportedAtNanos;
    private volatile PartitionStatus status;

    OwnedPartition(TopicPartition partition, Bookkeeping books) {
        this.partition = partition;
        this.books = books;
        this.status = PartitionStatus.starting(partition.partition());
    }

    /** From any thread. */
    PartitionStatus status() {
        return status;
    }

    /** Takes the partition over and reads on from its last commit. */
    void recover(Consumer<?, ?> consumer) {
        try {
            Tenure recovered = Tenure.takeOver(partition, books, consumer);
            running = recovered;
            resting = false;
            consumer.seek(partition, recovered.funnel.nextOffset());
            consumer.resume(List.of(partition));
            log.debug("{}: reads on from offset {}", partition, recovered.funnel.nextOffset());
            report(recovered, consumer);
        } catch (Throwable failed) {
            end(consumer, failed);
        }
    }

    void accept(Stretch stretch, Consumer<?, ?> consumer) {
        if (running == null) {
            return; // paused meanwhile; these records are read again after the recovery
        }
        try {
            readOnceMore(running.funnel.accept(stretch), consumer);
        } catch (Throwable failed) {
            end(consumer, failed);
        }
    }

    /** Called after every poll, also after one without records. */
    void tick(Consumer<?, ?> consumer) {
        if (running == null) {
            if (!over && System.nanoTime() - retryAtNanos >= 0) {
                recover(consumer);
            }
            return;
        }
        try {
            readOnceMore(running.funnel.positionMoved(consumer.position(partition)), consumer);
            Tenure now = running;
            if (now != null && now.commit.isDone()) {
                now.commit.get();
                acknowledge(now, consumer);
                commitWhenDue(now, consumer);
            }
            if (now != null && System.nanoTime() - reportedAtNanos >= REPORT_NANOS) {
                report(now, consumer);
            }
        } catch (ExecutionException failed) {
            end(consumer, Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Throwable failed) {
            end(consumer, failed);
        }
    }

    /** Holds the partition while there is no room for what would be read, or lets it go on. */
    void rest(boolean rests, Consumer<?, ?> consumer) {
        if (running == null || rests == resting) {
            return;
        }
        resting = rests;
        if (rests) {
            consumer.pause(List.of(partition));
        } else {
            consumer.resume(List.of(partition));
        }
    }

    /** A gap by retention is no gap between records: the recovery refuses it. */
    private void readOnceMore(long offset, Consumer<?, ?> consumer) {
        if (offset == Funnel.NO_GAP) {
            return;
        }
        if (isRemoved(offset, consumer)) {
            abandon();
            recover(consumer);
        } else {
            consumer.seek(partition, offset);
        }
    }

    /** Whether retention was faster than we are: the client then goes on where the log begins, and says nothing. */
    private boolean isRemoved(long offset, Consumer<?, ?> consumer) {
        return offset != Funnel.NO_GAP && LogOffsets.first(consumer, partition) > offset;
    }

    private void commitWhenDue(Tenure now, Consumer<?, ?> consumer) throws IOException {
        if (now.nanosSinceCommit() >= books.commitInterval().toNanos() && now.hasNews()) {
            commit(now, false, consumer);
        }
    }

    private void commit(Tenure now, boolean last, Consumer<?, ?> consumer) throws IOException {
        long skippedFrom = now.funnel.skippedFrom();
        if (isRemoved(skippedFrom, consumer)) {
            throw new IllegalStateException(
                    "retention has removed the records from offset " + skippedFrom + " on before they were read");
        }
        now.beginCommit(books.committer(), last);
    }

    /** Tells Kafka how far the books are; lag tools look there, we do not. */
    private void acknowledge(Tenure now, Consumer<?, ?> consumer) {
        var stand = now.dataset.stand();
        if (stand.nextOffset() != acknowledged) {
            acknowledged = stand.nextOffset();
            consumer.commitAsync(Map.of(partition, books.position(stand)), (offsets, failure) -> {
                if (failure != null) {
                    log.debug("{}: Kafka did not take the position {}: {}", partition, offsets, failure.toString());
                }
            });
        }
    }

    /**
     * Whatever it was, an Error too: what is in memory may be half done, so nothing of it may be committed any more.
     */
    private void end(Consumer<?, ?> consumer, Throwable failure) {
        abandon();
        consumer.pause(List.of(partition));
        if (failure instanceof Fenced overtaken) {
            // Kafka will take the partition from this consumer; until then it rests.
            log.warn("{} This instance leaves the partition alone.", overtaken.getMessage());
            over = true;
            status = status.withTrouble(new Trouble(Trouble.Kind.RETRYING, String.valueOf(overtaken.getMessage())));
        } else if (failure instanceof Refusal refusal) {
            over = true;
            status = status.withTrouble(new Trouble(Trouble.Kind.RETRYING, String.valueOf(refusal.getMessage())));
            books.refuse(refusal);
        } else {
            trouble(failure);
        }
    }

    private void trouble(Throwable cause) {
        log.debug("{}: paused, goes back to the last commit and tries again", partition, cause);
        retryAtNanos = System.nanoTime() + books.retryPause().toNanos();
        status = status.withTrouble(Causes.ANYWHERE.of(cause));
    }

    /** Commits what has been read and lets the partition go in good order. */
    void leave(Consumer<?, ?> consumer) {
        if (running == null) {
            return;
        }
        try {
            running.commit.get(LONGEST_LEAVE_SECONDS, TimeUnit.SECONDS);
            running.outbox.awaitTaken(LONGEST_TELLING_MILLIS);
            commit(running, true, consumer);
            running.commit.get(LONGEST_LEAVE_SECONDS, TimeUnit.SECONDS);
            report(running, consumer);
            tellKafka(consumer, books.position(running.dataset.stand()));
            running.outbox.abandon();
            running = null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            abandon();
        } catch (Throwable failed) {
            log.warn(
                    "{}: left without a last commit ({}); the next owner reads on from the one before.",
                    partition,
                    failed.toString());
            abandon();
        }
    }

    private void tellKafka(Consumer<?, ?> consumer, OffsetAndMetadata position) {
        try {
            consumer.commitSync(Map.of(partition, position), LAST_WORD);
        } catch (RuntimeException deaf) {
            log.debug("{}: Kafka did not take the last position: {}", partition, deaf.toString());
        }
    }

    /** Lets go of everything that is not committed. */
    void abandon() {
        if (running == null) {
            return;
        }
        running.abandon();
        running = null;
    }

    private void report(Tenure now, Consumer<?, ?> consumer) {
        reportedAtNanos = System.nanoTime();
        status = now.status(consumer.currentLag(partition));
    }
}

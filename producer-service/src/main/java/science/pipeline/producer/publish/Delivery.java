package science.pipeline.producer.publish;

import java.util.Arrays;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.source.Position;

/**
 * The account of the events handed to the Kafka client.
 *
 * <p>The client calls back in two ways. From its own thread: the fate of an event that it had taken. From within
 * {@code send}, in the sending thread: it has not taken the event, most often because its buffer stayed full for
 * {@code max.block.ms} in an outage. The first kind is counted; the second is kept for {@link #refusal}, and the sender
 * keeps the event.
 *
 * <p>An event that Kafka denies, because a right or a password is not there, is not lost: its position is given back,
 * and it is sent again, unless the topic has it all the same ({@link GivenUp}).
 */
final class Delivery {

    private final AtomicLong produced = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable Thread sender;
    private volatile @Nullable Exception failure;
    private volatile @Nullable Exception denial;
    private volatile long givenBackCount;
    private final Queue<Position> givenBack = new ConcurrentLinkedQueue<>();

    /**
     * By partition: all that was sent before this offset is settled. Written before {@link #acknowledged}, read after.
     */
    private long[] settledTo = {};

    /** Touched by the sending thread only. */
    private @Nullable Exception refusal;

    /** What the client calls back about the event at a position of the source. */
    Callback of(Position position) {
        return (metadata, exception) -> settle(position, metadata, exception);
    }

    private void settle(Position position, RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null) {
            reach(metadata.partition(), metadata.offset() + 1);
            // Only the client's one thread counts here, so a plain read and an ordered write do.
            acknowledged.lazySet(acknowledged.getPlain() + 1);
        } else if (Thread.currentThread() == sender) {
            refusal = exception;
        } else if (isDenied(exception) || denial != null && isAborted(exception)) {
            denial = isDenied(exception) ? exception : denial;
            givenBack.add(position);
            givenBackCount = givenBackCount + 1; // by the client's one thread only
        } else {
            if (failure == null) {
                failure = exception;
            }
            failed.incrementAndGet();
        }
    }

    private void reach(int partition, long offset) {
        if (partition >= settledTo.length) {
            settledTo = Arrays.copyOf(settledTo, partition + 1);
        }
        settledTo[partition] = Math.max(settledTo[partition], offset);
    }

    /**
     * To be called before anything is sent, and after a look at the topic.
     *
     * @param ends of each partition: nothing before them is open
     */
    void settledTo(long[] ends) {
        for (int partition = 0; partition < ends.length; partition++) {
            reach(partition, ends[partition]);
        }
    }

    /** By partition, the offset from which on events may stand whose fate is open; to be called when quiet. */
    long[] settledTo() {
        acknowledged.get(); // after which the client's thread is seen to have written
        return settledTo.clone();
    }

    private static boolean isDenied(Throwable exception) {
        Throwable cause = exception;
        while (cause != null
                && !(cause instanceof AuthorizationException || cause instanceof AuthenticationException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** A client that was denied once gives up all that it holds, and says no more than that. */
    private static boolean isAborted(Exception exception) {
        return exception.getClass() == KafkaException.class;
    }

    /** To be called by the thread that is going to send. */
    void sendingFromHere() {
        sender = Thread.currentThread();
    }

    /**
     * Counts the event just sent.
     *
     * @return whether the client has taken it; if not, it is to be sent again
     * @throws DeliveryException if sending it again would not help
     */
    boolean isTaken() {
        Exception refused = refusal;
        if (refused == null) {
            produced.lazySet(produced.getPlain() + 1);
            return true;
        }
        refusal = null;
        if (refused instanceof TimeoutException) {
            return false;
        }
        if (isDenied(refused)) {
            denial = refused;
            return false;
        }
        throw new DeliveryException(refused);
    }

    /** Why Kafka takes nothing now; null while nothing was denied since the last {@link #resume}. */
    @Nullable Exception denial() {
        return denial;
    }

    /** The events that the client gave up; to be called by the sending thread, once nothing is under way but them. */
    SortedSet<Position> givenUp() {
        return new TreeSet<>(givenBack);
    }

    /**
     * Sending goes on. Of what was given up, some events are in the topic all the same, which count as acknowledged;
     * the others count as not produced.
     */
    void resume(int inTheTopic) {
        denial = null;
        produced.addAndGet(inTheTopic - givenBackCount);
        acknowledged.addAndGet(inTheTopic);
        givenBack.clear();
        givenBackCount = 0;
    }

    /** Whether all that the client had taken is settled, or given back. */
    boolean isQuiet() {
        return underWay() == givenBackCount;
    }

    long produced() {
        return produced.get();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long failed() {
        return failed.get();
    }

    /** Events that the client has taken and whose fate is open. */
    long underWay() {
        // Read in this order, so that a racing acknowledgement never makes it negative.
        long settled = failed.get() + acknowledged.get();
        return Math.max(0, produced.get() - settled);
    }

    /** @throws DeliveryException if Kafka has refused an event for good */
    void check() {
        Exception reason = failure;
        if (reason != null) {
            throw new DeliveryException(reason);
        }
    }
}

package science.pipeline.producer.publish;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The account of the events handed to the Kafka client. One callback serves all of them, so an event costs no object
 * here.
 *
 * <p>The client calls back in two ways. From its own thread: the fate of an event that it had taken. From within
 * {@code send}, in the sending thread: it has not taken the event, most often because its buffer stayed full for
 * {@code max.block.ms} in an outage. The first kind is counted; the second is kept for {@link #refusal}, and the sender
 * keeps the event.
 */
final class Delivery implements Callback {

    private final AtomicLong produced = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable Thread sender;
    private volatile @Nullable Exception failure;

    /** Touched by the sending thread only. */
    private @Nullable Exception refusal;

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null) {
            // Only the client's one thread counts here, so a plain read and an ordered write do.
            acknowledged.lazySet(acknowledged.getPlain() + 1);
        } else if (Thread.currentThread() == sender) {
            refusal = exception;
        } else {
            if (failure == null) {
                failure = exception;
            }
            failed.incrementAndGet();
        }
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
        throw new DeliveryException(refused);
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

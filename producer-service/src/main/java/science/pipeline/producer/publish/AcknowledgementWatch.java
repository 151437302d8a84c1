package science.pipeline.producer.publish;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices when Kafka has stopped acknowledging what it was sent. Touched by the sending thread only. */
final class AcknowledgementWatch {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Delivery delivery;
    private final LongSupplier nanoTime;
    private long acknowledged;
    private long sinceNanos;

    AcknowledgementWatch(Delivery delivery, LongSupplier nanoTime) {
        this.delivery = delivery;
        this.nanoTime = nanoTime;
        sinceNanos = nanoTime.getAsLong();
    }

    /** Whether events have been under way for five seconds without any of them being acknowledged. */
    boolean isStalled() {
        long now = nanoTime.getAsLong();
        long current = delivery.acknowledged();
        if (current != acknowledged || delivery.underWay() == 0) {
            acknowledged = current;
            sinceNanos = now;
        }
        return now - sinceNanos >= PATIENCE_NANOS;
    }
}

package science.pipeline.chassis.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is missing: at once when it changes, and again every ten seconds while it lasts. */
public final class Reminder {

    private static final Logger log = LoggerFactory.getLogger(Reminder.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private volatile @Nullable String missing;
    private long saidNanos;

    public Reminder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public void say(String message) {
        long now = nanoTime.getAsLong();
        if (!message.equals(missing) || now - saidNanos >= EVERY_NANOS) {
            log.warn("{}. Waiting.", message);
            missing = message;
            saidNanos = now;
        }
    }

    /** All is there again. */
    public void settle() {
        if (missing != null) {
            log.info("Kafka takes events");
            missing = null;
        }
    }

    /** What was said last; empty if nothing is missing. */
    public Optional<String> missing() {
        return Optional.ofNullable(missing);
    }
}

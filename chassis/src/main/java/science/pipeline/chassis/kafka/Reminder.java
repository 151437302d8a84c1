package science.pipeline.chassis.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.trouble.Trouble;

/**
 * Says what is wrong: at once when it begins, again every ten seconds while it lasts, and when it is over. Whatever
 * changes meanwhile, at most twelve lines a minute. Called by one thread at a time, read by any.
 */
public final class Reminder {

    private static final Logger log = LoggerFactory.getLogger(Reminder.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long SOONEST_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoTime;
    private volatile @Nullable Trouble current;
    private @Nullable Trouble said;
    private long saidNanos;

    public Reminder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        saidNanos = nanoTime.getAsLong() - EVERY_NANOS;
    }

    public void say(Trouble trouble) {
        current = trouble;
        long silent = nanoTime.getAsLong() - saidNanos;
        if (silent >= EVERY_NANOS || silent >= SOONEST_NANOS && !trouble.equals(said)) {
            log.warn("{}", trouble);
            said = trouble;
            saidNanos = nanoTime.getAsLong();
        }
    }

    /**
     * All is well again.
     *
     * @param news what happens now; said if the trouble was
     */
    public void settle(String news) {
        if (current != null) {
            current = null;
            if (said != null) {
                log.info("{}", news);
                said = null;
            }
        }
    }

    /** What is wrong; empty if nothing is. */
    public Optional<Trouble> current() {
        return Optional.ofNullable(current);
    }
}

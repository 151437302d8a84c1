package science.pipeline.analytics.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import science.pipeline.chassis.trouble.Trouble;

/**
 * What is between this service and its topic, whoever found it: the gate before the start, a reader that Kafka turned
 * away, or the watch that asks every few seconds. Any thread.
 */
public final class Access {

    /** Before the first answer; no news to anybody. */
    public static final Trouble NOT_ASKED = new Trouble(Trouble.Kind.WAITING, "Kafka has not answered yet");

    private @Nullable Trouble trouble = NOT_ASKED;
    private long foundNanos;

    /** Empty while Kafka answers and lets us read. */
    public synchronized Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    public synchronized void lost(Trouble found) {
        trouble = found;
        foundNanos = System.nanoTime();
    }

    /**
     * Kafka has answered, and lets us.
     *
     * @param askedNanos when it was asked; what was found later than that is not over
     */
    synchronized void regained(long askedNanos) {
        if (trouble != null && askedNanos - foundNanos >= 0) {
            trouble = null;
        }
    }
}

package science.pipeline.analytics.post;

import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.Letter;

/** What an outlet is given to send. Called by any thread, one at a time. */
interface Parcel {

    /** The message as it is to be sent now; null when nobody wants it sent any more. */
    @Nullable Letter letter();

    /**
     * It is larger than Kafka takes.
     *
     * @return whether {@link #letter} is smaller from now on
     */
    boolean shorten();

    /** Kafka has it. */
    void taken();

    /** It will never be sent: too large, and it cannot be made smaller. */
    void givenUp();
}

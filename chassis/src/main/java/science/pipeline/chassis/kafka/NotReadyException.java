package science.pipeline.chassis.kafka;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import science.pipeline.chassis.trouble.Trouble;

/** Something that a service needs of Kafka is not there, or not granted, yet. The message says what, and what to do. */
public final class NotReadyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    public NotReadyException(Trouble trouble) {
        this(trouble, null);
    }

    /** @param answer what Kafka said; null if it said nothing */
    public NotReadyException(Trouble trouble, @Nullable Throwable answer) {
        super(trouble.sentence(), answer);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}

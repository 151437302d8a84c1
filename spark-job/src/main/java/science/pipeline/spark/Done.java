package science.pipeline.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended. What forbids to go on, or to go on now, is handed to the driver as an answer: Spark would try an
 * exception again.
 *
 * @param partition of the topic
 * @param nextOffset the first one that is not in the books
 * @param refusal why the run must end, or null
 * @param trouble why the batch must be read again later, or null; without either it is committed
 */
record Done(
        int partition,
        long nextOffset,
        @Nullable String refusal,
        @Nullable String trouble) implements Serializable {

    static Done committed(int partition, long nextOffset) {
        return new Done(partition, nextOffset, null, null);
    }

    static Done refused(int partition, String refusal) {
        return new Done(partition, 0, refusal, null);
    }

    static Done later(int partition, String trouble) {
        return new Done(partition, 0, null, trouble);
    }
}

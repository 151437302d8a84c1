package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;

/** Stands where the strict decoder would, and has no answer. */
final class Nobody implements EventDecoder {

    private static final Reject LEFT = new Reject(RejectReason.NOT_JSON, "left to the strict decoder");

    @Override
    public Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
        return LEFT;
    }

    @Override
    public long unknownFields() {
        return 0;
    }

    @Override
    public long cutTimestamps() {
        return 0;
    }
}

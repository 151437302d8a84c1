package science.pipeline.analytics.intake;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.event.EventBatch;

/**
 * The backstop behind the decoders, which have an answer to any bytes: should one fail nevertheless, the record is
 * rejected for that reason, and its partition goes on. The first failure shows its trace.
 */
final class GuardedDecoder implements EventDecoder {

    private static final Logger log = LoggerFactory.getLogger(GuardedDecoder.class);

    private final EventDecoder decoder;
    private boolean said;

    GuardedDecoder(EventDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
        try {
            return decoder.decode(bytes, start, end, offset, batch);
        } catch (RuntimeException fault) {
            return internalError(fault, offset);
        }
    }

    /** Names the fault's class only: its message may tell of arrays that hold more than this record. */
    private Reject internalError(RuntimeException fault, long offset) {
        if (!said) {
            said = true;
            log.error(
                    "BUG: the decoder failed at offset {}. The record is rejected as {}, its bytes are kept with the"
                            + " rejected ones; reading goes on. Please report it with this trace; further ones are"
                            + " only counted.",
                    offset,
                    RejectReason.INTERNAL_ERROR.label(),
                    fault);
        }
        return new Reject(
                RejectReason.INTERNAL_ERROR,
                "the decoder failed with " + fault.getClass().getName());
    }

    @Override
    public long unknownFields() {
        return decoder.unknownFields();
    }

    @Override
    public long cutTimestamps() {
        return decoder.cutTimestamps();
    }
}

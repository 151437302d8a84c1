package science.pipeline.engine;

import org.jspecify.annotations.Nullable;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.Reject;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.WriterSchemas;

/**
 * The backstop behind the decoders, which have an answer to any bytes: should one fail nevertheless, the record is
 * rejected for that reason, and its partition goes on.
 */
final class GuardedDecoder implements EventDecoder {

    private final EventDecoder decoder;
    private final DecoderFault faults = new DecoderFault();

    GuardedDecoder(EventDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
        try {
            return decoder.decode(bytes, start, end, offset, batch);
        } catch (WriterSchemas.Away | Refusal none) {
            throw none; // no fault of a decoder
        } catch (RuntimeException fault) {
            return faults.reject(fault, offset);
        }
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

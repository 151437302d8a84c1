package science.pipeline.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.FrameDecoder;
import science.pipeline.codec.Reject;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.WriterSchemas;

/** The backstop behind the decoders of records with a list, as {@link GuardedDecoder} is behind those of one event. */
final class GuardedFrames implements FrameDecoder {

    private final FrameDecoder frames;
    private final DecoderFault faults = new DecoderFault();
    private byte @Nullable [] bytes;
    private int start;
    private int end;
    private long offset;

    GuardedFrames(FrameDecoder frames) {
        this.frames = frames;
    }

    @Override
    public @Nullable Reject open(byte @Nullable [] record, int from, int to, long recordOffset, EventBatch batch) {
        bytes = record;
        start = from;
        end = to;
        offset = recordOffset;
        int rows = batch.size();
        try {
            return frames.open(record, from, to, recordOffset, batch);
        } catch (WriterSchemas.Away | Refusal none) {
            throw none; // no fault of a decoder
        } catch (RuntimeException fault) {
            batch.truncate(rows);
            return faults.reject(fault, recordOffset);
        }
    }

    /** The rows before the element that failed stay. */
    @Override
    public @Nullable Rejection take(EventBatch batch) {
        int before = frames.taken();
        try {
            return frames.take(batch);
        } catch (WriterSchemas.Away | Refusal none) {
            throw none; // no fault of a decoder
        } catch (RuntimeException fault) {
            byte[] record = bytes;
            if (frames.taken() == before || record == null) {
                throw fault;
            }
            return new Rejection(
                    frames.taken() - 1, faults.reject(fault, offset), Arrays.copyOfRange(record, start, end));
        }
    }

    @Override
    public int elements() {
        return frames.elements();
    }

    @Override
    public int taken() {
        return frames.taken();
    }

    @Override
    public long unknownFields() {
        return frames.unknownFields();
    }

    @Override
    public long cutTimestamps() {
        return frames.cutTimestamps();
    }
}

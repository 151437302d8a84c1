package science.pipeline.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/** A decoder of records with a list, driven as the engine drives it; rows as text, in batches of their own. */
final class Framed {

    final FrameDecoder decoder;
    final EventBatch batch;

    /** Each row: offset, index, cells, values of the columns; and each reject between them. */
    final List<String> told = new ArrayList<>();

    Framed(FrameDecoder decoder, Schema schema, int names) {
        this.decoder = decoder;
        batch = Batches.of(schema, names, List.of());
        batch.recordMicros = 1_768_559_025_000_000L;
    }

    /** @param flushes whether rows are taken out of the batch behind each record */
    Framed read(byte @Nullable [] bytes, int start, int end, long offset, boolean flushes) {
        Reject whole = decoder.open(bytes, start, end, offset, batch);
        if (whole != null) {
            flush();
            told.add(offset + " " + whole);
            return this;
        }
        while (decoder.taken() < decoder.elements()) {
            Rejection rejection = decoder.take(batch);
            if (rejection != null) {
                flush();
                told.add(offset + "." + rejection.index() + " " + rejection.reject() + " "
                        + new String(rejection.payload(), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
            if (batch.isFull()) {
                flush();
            }
        }
        if (flushes || batch.isFull()) {
            flush();
        }
        return this;
    }

    void flush() {
        for (int row = 0; row < batch.size(); row++) {
            StringBuilder line = new StringBuilder();
            line.append(batch.offset[row])
                    .append('.')
                    .append(batch.index[row])
                    .append(' ')
                    .append(batch.csv(row));
            line.append(" id ").append(batch.eventId[row]).append(" at ").append(batch.timestampMicros[row]);
            line.append(" label ").append(batch.labelled[row]);
            line.append(" digits ").append(batch.fractionDigits[row]).append(batch.significantDigits[row]);
            for (double[] column : batch.numbers) {
                line.append(' ').append(column[row]);
            }
            for (int slot = 0; slot < batch.codes.length; slot++) {
                line.append(' ').append(batch.names.tables().get(slot).name(batch.codes[slot][row]));
            }
            told.add(line.toString());
        }
        batch.clear();
    }
}

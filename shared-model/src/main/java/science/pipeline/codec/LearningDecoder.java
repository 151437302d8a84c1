package science.pipeline.codec;

import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/**
 * Reads the documents of any schema by the ways that it has learnt from those before: senders write their keys in the
 * same order with the same bytes between, so that a document is a few literals to compare and values to read. It
 * rejects nothing and accepts nothing that the strict decoder would not: what it has learnt decides how fast a document
 * is read and never what is said of it.
 */
final class LearningDecoder implements EventDecoder {

    private final EventDecoder strict;
    private final LearntRow row;
    private final Ways ways;
    private final int limit;
    private long unknownFields;
    private long cutTimestamps;

    LearningDecoder(Schema schema) {
        this(schema, new StrictDecoder(schema));
    }

    /** @param strict judges documents of ways that are new, and tells from which ones to learn */
    LearningDecoder(Schema schema, EventDecoder strict) {
        this.strict = strict;
        row = new LearntRow(schema);
        Place.Places places = Place.Places.of(schema);
        ways = new Ways(places.root(), places, row.readers);
        limit = schema.form().limit();
    }

    @Override
    public long unknownFields() {
        return unknownFields + strict.unknownFields();
    }

    @Override
    public long cutTimestamps() {
        return cutTimestamps + strict.cutTimestamps();
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int documentEnd, long offset, EventBatch batch) {
        if (bytes == null || row.isTooWide() || documentEnd <= start || documentEnd - start > limit) {
            return strict.decode(bytes, start, documentEnd, offset, batch);
        }
        if (take(bytes, start, documentEnd, offset, batch)) {
            return null;
        }
        Reject reject = strict.decode(bytes, start, documentEnd, offset, batch);
        if (reject == null) {
            ways.learn(bytes, start, documentEnd);
        }
        return reject;
    }

    /** Appends the document's event if its way is known and all its values are plain. */
    private boolean take(byte[] document, int start, int documentEnd, long offset, EventBatch batch) {
        row.begin(batch);
        int end = row.follow(ways, document, start, batch, (any, at) -> LearntRow.NONE);
        if (end != documentEnd || !row.isWhole()) {
            return false;
        }
        batch.append(offset, row.complete(document, documentEnd - start, batch));
        unknownFields += row.unknown;
        cutTimestamps += row.timestampIsCut() ? 1 : 0;
        return true;
    }
}

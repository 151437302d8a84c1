package science.pipeline.codec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/**
 * Reads records with a list by learnt ways, as {@link LearningDecoder} does single events: ways through the record
 * around its list, and ways through an element. A record is taken only if all of it is known and plain, down to its
 * last byte; every other one is left to the strict decoder as a whole.
 *
 * <p>What belongs to all elements is read again for each, which is less than a record of its own would cost. Where some
 * of it stands behind the list, the list is passed over first. A record with more elements than the batch has room for
 * is rehearsed, and read once more from batch to batch.
 */
final class LearningFrames implements FrameDecoder {

    private static final int NONE = LearntRow.NONE;

    private final FrameDecoder strict;
    private final LearntRow row;
    private final Ways recordWays;
    private final Ways elementWays;
    private final int limit;

    /** Reads the elements that are values; null where they are objects. */
    private final @Nullable FieldReader ofElement;

    /** The fields that were found around the list. */
    private final FieldReader[] shared;

    private int sharedCount;
    private long sharedFound;

    private byte[] document = {};
    private int documentEnd;
    private long offset;

    /** Whether something behind the list belongs to its elements. */
    private boolean passesOver;

    /** Whether the record opened last is the strict decoder's. */
    private boolean isStrict;

    private boolean isRehearsal;
    private int listAt;
    private int elements;
    private int taken;

    /** Where the next element begins, or {@link #NONE} where that is not known. */
    private int next;

    private long unknownFields;
    private long cutTimestamps;
    private long newUnknown;
    private long newCut;

    /** @param strict judges records of ways that are new, and tells from which ones to learn */
    LearningFrames(Schema schema, FrameDecoder strict) {
        this.strict = strict;
        row = new LearntRow(schema);
        Place.Places places = Place.Places.of(schema);
        Place list = places.root();
        for (String key : schema.form().path()) {
            list = Objects.requireNonNull(list.at(key), "BUG: a list is a place");
        }
        recordWays = new Ways(places.root(), places, row.readers);
        elementWays = new Ways(list, places, row.readers);
        ofElement = list.value() == Place.NO_VALUE ? null : row.readers[places.fieldOf()[list.value()]];
        shared = new FieldReader[row.readers.length];
        limit = schema.form().limit();
    }

    @Override
    public @Nullable Reject open(byte @Nullable [] bytes, int start, int end, long recordOffset, EventBatch batch) {
        offset = recordOffset;
        isStrict = true;
        if (bytes == null || row.isTooWide() || end <= start || end - start > limit) {
            next = NONE;
            return strict.open(bytes, start, end, recordOffset, batch);
        }
        if (openKnown(bytes, start, end, batch)) {
            isStrict = false;
            return null;
        }
        Reject reject = strict.open(bytes, start, end, recordOffset, batch);
        next = NONE;
        if (reject == null) {
            recordWays.learn(bytes, start, end);
            next = findList(bytes, start, end, batch) ? listAt + 1 : NONE;
        }
        return reject;
    }

    @Override
    public int elements() {
        return isStrict ? strict.elements() : elements;
    }

    @Override
    public int taken() {
        return isStrict ? strict.taken() : taken;
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
    public @Nullable Rejection take(EventBatch batch) {
        if (isStrict) {
            int before = strict.taken();
            Rejection rejection = strict.take(batch);
            learn(strict.taken() - before, rejection != null);
            return rejection;
        }
        while (taken < elements && !batch.isFull()) {
            int end = element(next, batch);
            if (end == NONE) {
                throw new IllegalStateException("BUG: an element is no longer what it was");
            }
            append(taken++, end - next, batch);
            next = JsonText.behindBlanks(document, end, documentEnd);
            next = JsonText.behindBlanks(document, next + 1, documentEnd);
        }
        count();
        return null;
    }

    /** Takes the record if all of it is known and plain: all elements now, or those of a rehearsal later. */
    private boolean openKnown(byte[] bytes, int start, int end, EventBatch batch) {
        document = bytes;
        documentEnd = end;
        int rows = batch.size();
        if (!passesOver && readInPassing(start, batch)) {
            return opened(rows, batch);
        }
        batch.truncate(rows);
        if (findList(bytes, start, end, batch) && readList(listAt, batch) != NONE) {
            passesOver = true;
            return opened(rows, batch);
        }
        batch.truncate(rows);
        return false;
    }

    private boolean opened(int rows, EventBatch batch) {
        taken = isRehearsal ? 0 : elements;
        if (isRehearsal) {
            batch.truncate(rows);
            newUnknown = 0;
            newCut = 0;
        }
        next = JsonText.behindBlanks(document, listAt + 1, documentEnd);
        newUnknown += elements > 0 ? row.unknown : 0;
        count();
        return true;
    }

    /** Reads the list where the way through the record comes to it. */
    private boolean readInPassing(int start, EventBatch batch) {
        row.begin(batch);
        listAt = NONE;
        int end = row.follow(recordWays, document, start, batch, (any, at) -> {
            listAt = at;
            noteShared();
            return readList(at, batch);
        });
        return end == documentEnd && listAt != NONE && row.found == sharedFound;
    }

    /** Reads what stands around the list, and passes over the list. */
    private boolean findList(byte[] bytes, int start, int end, EventBatch batch) {
        row.begin(batch);
        listAt = NONE;
        int found = row.follow(recordWays, bytes, start, batch, (any, at) -> {
            listAt = at;
            return at < end && bytes[at] == '[' ? JsonText.valueEnd(bytes, at, end) : NONE;
        });
        noteShared();
        return found == end && listAt != NONE;
    }

    private void noteShared() {
        sharedFound = row.found;
        sharedCount = 0;
        for (FieldReader reader : row.readers) {
            if (row.has(reader)) {
                shared[sharedCount++] = reader;
            }
        }
    }

    /**
     * Reads all elements.
     *
     * @return where the list ends, or {@link #NONE}
     */
    private int readList(int at, EventBatch batch) {
        if (stands(at) != '[') {
            return NONE;
        }
        int unknownAround = row.unknown;
        int rows = batch.size();
        elements = 0;
        isRehearsal = false;
        newUnknown = 0;
        newCut = 0;
        int end = JsonText.behindBlanks(document, at + 1, documentEnd);
        while (elements > 0 || stands(end) != ']') {
            if (batch.isFull()) {
                isRehearsal = true;
                batch.truncate(rows);
            }
            int elementEnd = element(end, batch);
            if (elementEnd == NONE) {
                return NONE;
            }
            if (!isRehearsal) {
                append(elements, elementEnd - end, batch);
            }
            elements++;
            end = JsonText.behindBlanks(document, elementEnd, documentEnd);
            if (stands(end) == ']') {
                break;
            }
            if (stands(end) != ',') {
                return NONE;
            }
            end = JsonText.behindBlanks(document, end + 1, documentEnd);
        }
        row.found = sharedFound;
        row.unknown = unknownAround;
        return end + 1;
    }

    private int stands(int at) {
        return at < documentEnd ? document[at] : NONE;
    }

    /** Reads an element into the batch's next row, beside what belongs to all. */
    private int element(int at, EventBatch batch) {
        row.begin(batch);
        for (int i = 0; i < sharedCount; i++) {
            shared[i].read(document, shared[i].begin, shared[i].isQuoted, batch);
        }
        row.found = sharedFound;
        int end = ofElement == null
                ? row.follow(elementWays, document, at, batch, (any, list) -> NONE)
                : value(ofElement, at, batch);
        return end <= documentEnd && row.isWhole() && !leavesTrace(batch) ? end : NONE;
    }

    private int value(FieldReader reader, int at, EventBatch batch) {
        boolean isQuoted = stands(at) == '"';
        int end = row.read(reader, document, isQuoted ? at + 1 : at, isQuoted, batch);
        return !isQuoted || end == NONE ? end : stands(end) == '"' ? end + 1 : NONE;
    }

    /** A new name waits for the strict decoder: should the record fail, there must be no trace of it. */
    private boolean leavesTrace(EventBatch batch) {
        for (FieldReader reader : row.readers) {
            if (reader.leavesTrace(!row.has(reader), batch)) {
                return true;
            }
        }
        return false;
    }

    private void append(int index, int length, EventBatch batch) {
        batch.append(offset, index, row.complete(document, length + sharedLength(), batch));
        newUnknown += row.unknown;
        newCut += row.timestampIsCut() ? 1 : 0;
    }

    private int sharedLength() {
        int length = 0;
        for (int i = 0; i < sharedCount; i++) {
            length += shared[i].end - shared[i].begin;
        }
        return length;
    }

    private void count() {
        unknownFields += newUnknown;
        cutTimestamps += newCut;
        newUnknown = 0;
        newCut = 0;
    }

    /** Learns from further elements that the strict decoder took, all of them accepted but perhaps the last. */
    private void learn(int count, boolean lastIsRejected) {
        for (int i = 0; i < count && next != NONE; i++) {
            int begin = JsonText.behindBlanks(document, next, documentEnd);
            int end = JsonText.valueEnd(document, begin, documentEnd);
            if (stands(begin) == '{' && !(lastIsRejected && i == count - 1)) {
                elementWays.learn(document, begin, end);
            }
            end = JsonText.behindBlanks(document, end, documentEnd);
            next = stands(end) == ',' ? end + 1 : NONE;
        }
    }
}

package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.Layout;
import science.pipeline.event.Octets;
import science.pipeline.event.Role;

/**
 * Reads documents whose fields come in the order of the roles, as the encoder writes the contract's event: every byte
 * once, straight into the columns and the CSV text, and no object made. It rejects nothing: whatever it does not know,
 * and layouts of another order, it leaves to the strict decoder, which reads the document from its beginning.
 *
 * <p>The fields are spelt out one after the other: a loop over them that asks for each one's role takes half as long
 * again.
 */
public final class FastDecoder implements EventDecoder {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final EventDecoder strict;

    /** As the encoder writes, and as Python's {@code json.dumps} does. */
    private final CanonicalShape[] shapes;

    private final PrintedPrecision precision = new PrintedPrecision();
    private final NumberReader numbers = new NumberReader(precision);
    private final TimeReader times = new TimeReader();
    private final NameReader particleTypes = new NameReader();
    private final NameReader detectors = new NameReader();

    /** How far the document is read. */
    private int at;

    /** Where it ends; what follows in the same array is not part of it. */
    private int end;

    /** How far the row's text is written. */
    private int into;

    public FastDecoder(Layout layout) {
        this(layout, new StrictDecoder(layout));
    }

    FastDecoder(Layout layout, EventDecoder strict) {
        this.strict = strict;
        boolean isInOrder =
                layout.fields().stream().map(Layout.Field::role).toList().equals(List.of(Role.values()));
        shapes = isInOrder
                ? new CanonicalShape[] {new CanonicalShape(layout, ",", ":"), new CanonicalShape(layout, ", ", ": ")}
                : new CanonicalShape[0];
    }

    /** Documents with fields outside of the layout are the strict decoder's. */
    @Override
    public long unknownFields() {
        return strict.unknownFields();
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int documentEnd, long offset, EventBatch batch) {
        if (bytes != null) {
            end = documentEnd;
            for (CanonicalShape shape : shapes) {
                at = start;
                if (read(shape, bytes, batch)) {
                    finish(bytes, batch);
                    batch.append(offset, into - 1);
                    return null;
                }
            }
        }
        return strict.decode(bytes, start, documentEnd, offset, batch);
    }

    /** Fills the batch's next row; whether the document is of this shape to its end. */
    private boolean read(CanonicalShape shape, byte[] document, EventBatch batch) {
        // No field's text is longer than in the document, but for a timestamp without its fraction.
        into = batch.reserveText(end - at + EventTime.WRITTEN_LENGTH + 2 * Octets.SIZE);
        precision.clear();
        byte[] text = batch.text;
        int row = batch.size();
        return isNext(shape, Role.EVENT_ID, document)
                && eventId(document, batch.eventId, row, text)
                && isNext(shape, Role.TIME, document)
                && time(document, text)
                && isNext(shape, Role.PARTICLE_TYPE, document)
                && isTaken(particleTypes.read(document, at, batch.particleTypes), document, text)
                && isNext(shape, Role.ENERGY, document)
                && number(document, batch.energy, row, text)
                && numbers.value() >= 0
                && isNext(shape, Role.MOMENTUM_X, document)
                && number(document, batch.momentumX, row, text)
                && isNext(shape, Role.MOMENTUM_Y, document)
                && number(document, batch.momentumY, row, text)
                && isNext(shape, Role.MOMENTUM_Z, document)
                && number(document, batch.momentumZ, row, text)
                && isNext(shape, Role.DETECTOR, document)
                && isTaken(detectors.read(document, at, batch.detectors), document, text)
                && isNext(shape, Role.LABEL, document)
                && label(document, batch.labelled, row, text)
                && shape.endsAt(at, document, end);
    }

    /** Names are numbered last: a document that is not accepted must leave no trace in the tables. */
    private void finish(byte[] document, EventBatch batch) {
        int row = batch.size();
        batch.timestampMicros[row] = times.micros();
        batch.particleType[row] = particleTypes.code(document, batch.particleTypes);
        batch.detector[row] = detectors.code(document, batch.detectors);
        batch.fractionDigits[row] = precision.fractionDigits();
        batch.significantDigits[row] = precision.significantDigits();
    }

    /** Steps over what stands before a value, if it does. */
    private boolean isNext(CanonicalShape shape, Role role, byte[] document) {
        at = shape.before(role.ordinal(), document, at);
        return at >= 0;
    }

    /** Copies the value that ends there and steps over it; false if it is none. */
    private boolean isTaken(int valueEnd, byte[] document, byte[] text) {
        int length = valueEnd - at;
        if (length <= 0 || valueEnd > end) {
            return false;
        }
        Octets.copy(document, at, length, text, into);
        into += length;
        text[into++] = ',';
        at = valueEnd;
        return true;
    }

    private boolean number(byte[] document, double[] column, int row, byte[] text) {
        int valueEnd = numbers.read(document, at);
        column[row] = numbers.value();
        return isTaken(valueEnd, document, text);
    }

    private boolean time(byte[] document, byte[] text) {
        at = times.read(document, at, text, into);
        into += EventTime.WRITTEN_LENGTH;
        text[into++] = ',';
        return at >= 0;
    }

    /** Up to 19 digits: a sum that overflows the long's 63 bits is still within 64, so that its sign tells. */
    private boolean eventId(byte[] document, long[] column, int row, byte[] text) {
        long id = 0;
        int digitsEnd = at;
        int furthest = Math.min(end, at + 19);
        int digit;
        while (digitsEnd < furthest && (digit = document[digitsEnd] - '0') >= 0 && digit <= 9) {
            id = id * 10 + digit;
            digitsEnd++;
        }
        column[row] = id;
        boolean leadingZero = digitsEnd > at + 1 && document[at] == '0';
        return id >= 0 && !leadingZero && isTaken(digitsEnd, document, text);
    }

    private boolean label(byte[] document, boolean[] column, int row, byte[] text) {
        boolean labelled = Octets.stand(TRUE, document, at);
        column[row] = labelled;
        return (labelled || Octets.stand(FALSE, document, at))
                && isTaken(at + (labelled ? TRUE.length : FALSE.length), document, text);
    }
}

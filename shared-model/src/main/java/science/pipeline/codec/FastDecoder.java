package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.Layout;
import science.pipeline.event.Role;

/**
 * Reads documents whose fields come in the layout's order, as the encoder writes them: every byte once, straight into
 * the columns and the CSV text, and no object made. It rejects nothing: whatever it does not know it leaves to the
 * strict decoder, which reads the document from its beginning.
 */
public final class FastDecoder implements EventDecoder {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final EventDecoder strict;
    private final Role[] roles;

    /** As the encoder writes, and as Python's {@code json.dumps} does. */
    private final CanonicalShape[] shapes;

    private final PrintedPrecision precision = new PrintedPrecision();
    private final NumberReader numbers = new NumberReader(precision);
    private final TimeReader times = new TimeReader();
    private int particleType;
    private int particleTypeEnd;
    private int detector;
    private int detectorEnd;

    public FastDecoder(Layout layout) {
        this(layout, new StrictDecoder(layout));
    }

    FastDecoder(Layout layout, EventDecoder strict) {
        this.strict = strict;
        roles = layout.fields().stream().map(Layout.Field::role).toArray(Role[]::new);
        shapes = new CanonicalShape[] {new CanonicalShape(layout, ",", ":"), new CanonicalShape(layout, ", ", ": ")};
    }

    /** Documents with fields outside of the layout are the strict decoder's. */
    @Override
    public long unknownFields() {
        return strict.unknownFields();
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] document, long offset, EventBatch batch) {
        if (document != null) {
            for (CanonicalShape shape : shapes) {
                int textEnd = read(shape, document, batch);
                if (textEnd > 0) {
                    batch.append(offset, textEnd);
                    return null;
                }
            }
        }
        return strict.decode(document, offset, batch);
    }

    /** Fills the batch's next row; where its text ends, or -1 if the document is of another shape. */
    private int read(CanonicalShape shape, byte[] document, EventBatch batch) {
        // No field's text is longer than in the document, but for a timestamp without its fraction.
        int into = batch.reserveText(document.length + EventTime.WRITTEN_LENGTH + Octets.SIZE);
        byte[] text = batch.text;
        precision.clear();
        int at = 0;
        for (int i = 0; i < roles.length; i++) {
            int start = shape.before(i, document, at);
            if (start < 0) {
                return -1;
            }
            if (roles[i] == Role.TIME) {
                at = times.read(document, start, text, into);
                into += EventTime.WRITTEN_LENGTH;
            } else {
                at = read(roles[i], document, start, batch);
                if (at > start) {
                    Octets.copy(document, start, at - start, text, into);
                    into += at - start;
                }
            }
            if (at <= start) {
                return -1;
            }
            text[into++] = ',';
        }
        if (!shape.endsAt(at, document)) {
            return -1;
        }
        finish(document, batch);
        return into - 1;
    }

    /** Names are numbered last: a document that is not accepted must leave no trace in the tables. */
    private void finish(byte[] document, EventBatch batch) {
        int row = batch.size();
        batch.timestampMicros[row] = times.micros();
        batch.particleType[row] = batch.particleTypes.code(document, particleType, particleTypeEnd);
        batch.detector[row] = batch.detectors.code(document, detector, detectorEnd);
        batch.fractionDigits[row] = precision.fractionDigits();
        batch.significantDigits[row] = precision.significantDigits();
    }

    /** Reads a value into its column; where it ends, or -1. */
    private int read(Role role, byte[] document, int start, EventBatch batch) {
        return switch (role) {
            case EVENT_ID -> eventId(document, start, batch);
            case PARTICLE_TYPE -> {
                particleType = start;
                yield particleTypeEnd = nameEnd(document, start);
            }
            case DETECTOR -> {
                detector = start;
                yield detectorEnd = nameEnd(document, start);
            }
            case ENERGY -> {
                int end = number(document, start, batch.energy, batch.size());
                yield numbers.value() < 0 ? -1 : end;
            }
            case MOMENTUM_X -> number(document, start, batch.momentumX, batch.size());
            case MOMENTUM_Y -> number(document, start, batch.momentumY, batch.size());
            case MOMENTUM_Z -> number(document, start, batch.momentumZ, batch.size());
            case LABEL -> label(document, start, batch);
            case TIME -> throw new IllegalStateException("BUG: times are written as they are read");
        };
    }

    private int number(byte[] document, int start, double[] column, int row) {
        int end = numbers.read(document, start);
        column[row] = numbers.value();
        return end;
    }

    /** Up to 19 digits: a sum that overflows the long's 63 bits is still within 64, so that its sign tells. */
    private static int eventId(byte[] document, int start, EventBatch batch) {
        long id = 0;
        int at = start;
        int end = Math.min(document.length, start + 19);
        int digit;
        while (at < end && (digit = document[at] - '0') >= 0 && digit <= 9) {
            id = id * 10 + digit;
            at++;
        }
        batch.eventId[batch.size()] = id;
        return id < 0 || at > start + 1 && document[start] == '0' ? -1 : at;
    }

    private static int nameEnd(byte[] document, int start) {
        int at = start;
        int end = Math.min(document.length, start + Limits.NAME_CHARS);
        if (at < end && Names.mayStart(document[at])) {
            at++;
            while (at < end && Names.mayFollow(document[at])) {
                at++;
            }
        }
        return at;
    }

    private static int label(byte[] document, int start, EventBatch batch) {
        boolean labelled = Octets.stand(TRUE, document, start);
        batch.labelled[batch.size()] = labelled;
        return labelled ? start + TRUE.length : Octets.stand(FALSE, document, start) ? start + FALSE.length : -1;
    }
}

package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.Octets;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Reads documents whose fields come in the order of the roles, as the encoder writes the contract's event: every byte
 * once or twice, straight into the columns and the CSV text, and no object made. It rejects nothing: whatever it does
 * not know it leaves to another decoder, which reads the document from its beginning.
 *
 * <p>First the values are read where they would stand, without a question on the way; then it is seen whether what they
 * stand between is what it should be, and their text is copied. The values are spelt out one after the other: a loop
 * over them that asks for each one's role takes half as long again.
 */
final class FastDecoder implements EventDecoder {

    /** The values before the label, which is read together with what surrounds it. */
    private static final int VALUES = Role.LABEL.ordinal();

    /** There is no value, or no document of this shape. */
    private static final int NONE = -1;

    private static final long ZEROS = Octets.filled('0');
    private static final long UNLABELLED = Octets.at("false   ".getBytes(StandardCharsets.US_ASCII), 0);
    private static final long LABELLED = Octets.at("true    ".getBytes(StandardCharsets.US_ASCII), 0);

    private final EventDecoder others;

    /** As the encoder writes, and as Python's {@code json.dumps} does. */
    private final Shape[] shapes;

    private final PrintedPrecision precision = new PrintedPrecision();
    private final NumberReader numbers = new NumberReader(precision, Limits.MOST_OF_PARTICLES);
    private final TimeReader times = new TimeReader();
    private final NameReader particleTypes = new NameReader();
    private final NameReader detectors = new NameReader();

    /** Where the values before the label begin and end, by their role; an end that is not behind its begin is none. */
    private final int[] begins = new int[VALUES];

    private final int[] ends = new int[VALUES];

    private long cutTimestamps;

    /**
     * A canonical shape in the order of the roles.
     *
     * @param before what stands before each value
     * @param unlabelled what stands from the detector's end to the document's, with the label false
     * @param labelled the same with the label true
     */
    private record Shape(Literal[] before, Literal unlabelled, Literal labelled) {

        static Shape of(CanonicalShape shape) {
            Literal[] before =
                    IntStream.range(0, VALUES).mapToObj(shape::before).toArray(Literal[]::new);
            String key = shape.before(Role.LABEL.ordinal()).toString();
            return new Shape(
                    before, new Literal(key + "false" + shape.closing()), new Literal(key + "true" + shape.closing()));
        }

        /** How far a value's begin is from the end of the one before it. */
        int gap(Role role) {
            return before[role.ordinal()].length();
        }
    }

    /** @param schema one that {@link CanonicalShape#isParticles} */
    FastDecoder(Schema schema) {
        this(schema, new LearningDecoder(schema));
    }

    /** @param others reads the documents of any other shape */
    FastDecoder(Schema schema, EventDecoder others) {
        this.others = others;
        shapes = new Shape[] {
            Shape.of(new CanonicalShape(schema, ",", ":")), Shape.of(new CanonicalShape(schema, ", ", ": "))
        };
    }

    /** Documents with fields outside of the schema are the other's. */
    @Override
    public long unknownFields() {
        return others.unknownFields();
    }

    @Override
    public long cutTimestamps() {
        return cutTimestamps + others.cutTimestamps();
    }

    @Override
    public @Nullable Reject decode(byte @Nullable [] bytes, int start, int documentEnd, long offset, EventBatch batch) {
        if (bytes != null) {
            for (Shape shape : shapes) {
                int textEnd = take(shape, bytes, start, documentEnd, batch);
                if (textEnd != NONE) {
                    finish(bytes, batch);
                    batch.append(offset, textEnd);
                    return null;
                }
            }
        }
        return others.decode(bytes, start, documentEnd, offset, batch);
    }

    /**
     * Fills the batch's next row if the document is of this shape. What is of another one mostly shows it at once.
     *
     * @return where the row's text ends, or {@link #NONE}
     */
    private int take(Shape shape, byte[] document, int start, int documentEnd, EventBatch batch) {
        if (!shape.before[0].stands(document, start)) {
            return NONE;
        }
        read(shape, document, start, documentEnd, batch);
        return copy(shape, document, start, documentEnd, batch);
    }

    /** Fills the batch's next row with what stands where the values before the label should be. */
    private void read(Shape shape, byte[] document, int start, int documentEnd, EventBatch batch) {
        precision.clear();
        int row = batch.size();
        int at = begin(Role.EVENT_ID, start + shape.gap(Role.EVENT_ID));
        at = end(Role.EVENT_ID, eventId(document, at, documentEnd, batch.eventId, row));
        at = begin(Role.TIME, at + shape.gap(Role.TIME));
        at = end(Role.TIME, times.read(document, at));
        at = begin(Role.PARTICLE_TYPE, at + shape.gap(Role.PARTICLE_TYPE));
        at = end(Role.PARTICLE_TYPE, particleTypes.read(document, at, batch.names.particleTypes()));
        at = begin(Role.ENERGY, at + shape.gap(Role.ENERGY));
        at = end(Role.ENERGY, number(document, at, batch.energy, row));
        at = begin(Role.MOMENTUM_X, at + shape.gap(Role.MOMENTUM_X));
        at = end(Role.MOMENTUM_X, number(document, at, batch.momentumX, row));
        at = begin(Role.MOMENTUM_Y, at + shape.gap(Role.MOMENTUM_Y));
        at = end(Role.MOMENTUM_Y, number(document, at, batch.momentumY, row));
        at = begin(Role.MOMENTUM_Z, at + shape.gap(Role.MOMENTUM_Z));
        at = end(Role.MOMENTUM_Z, number(document, at, batch.momentumZ, row));
        at = begin(Role.DETECTOR, at + shape.gap(Role.DETECTOR));
        end(Role.DETECTOR, detectors.read(document, at, batch.names.detectors()));
    }

    private int begin(Role role, int at) {
        begins[role.ordinal()] = at;
        return at;
    }

    private int end(Role role, int at) {
        ends[role.ordinal()] = at;
        return at;
    }

    /**
     * Copies the values to the row's text if the document is of this shape to its end.
     *
     * @return where the text ends, or {@link #NONE}
     */
    private int copy(Shape shape, byte[] document, int start, int documentEnd, EventBatch batch) {
        // No value is longer than in the document, but for a timestamp without its fraction.
        int into = batch.reserveText(documentEnd - start + EventTime.WRITTEN_LENGTH + 2 * Octets.SIZE);
        byte[] text = batch.text;
        int row = batch.size();
        int at = start;
        for (int i = 0; i < VALUES; i++) {
            int begin = begins[i];
            int end = ends[i];
            if (end <= begin || end > documentEnd || !shape.before[i].stands(document, at)) {
                return NONE;
            }
            if (i == Role.TIME.ordinal()) {
                times.write(document, begin, text, into);
                into += EventTime.WRITTEN_LENGTH;
            } else {
                Octets.copy(document, begin, end - begin, text, into);
                into += end - begin;
            }
            text[into++] = ',';
            at = end;
        }
        boolean labelled = documentEnd - at == shape.labelled.length();
        Literal ending = labelled ? shape.labelled : shape.unlabelled;
        if (documentEnd - at != ending.length() || !ending.stands(document, at) || batch.energy[row] < 0) {
            return NONE;
        }
        batch.labelled[row] = labelled;
        Octets.put(labelled ? LABELLED : UNLABELLED, text, into);
        return into + (labelled ? "true" : "false").length();
    }

    /** Names are numbered last: a document that is not accepted must leave no trace in the tables. */
    private void finish(byte[] document, EventBatch batch) {
        int row = batch.size();
        batch.timestampMicros[row] = times.micros();
        if (times.isCut()) {
            cutTimestamps++;
        }
        batch.particleType[row] = particleTypes.code(document, batch.names.particleTypes());
        batch.detector[row] = detectors.code(document, batch.names.detectors());
        batch.fractionDigits[row] = precision.fractionDigits();
        batch.significantDigits[row] = precision.significantDigits();
    }

    private int number(byte[] document, int at, double[] column, int row) {
        int end = numbers.read(document, at);
        column[row] = numbers.value();
        return end;
    }

    /**
     * A sign and up to 19 digits, the first eight in one piece. Their sum is within 64 bits: where it is beyond int64,
     * its own sign tells. Behind a minus, 0 is the strict decoder's, and 2⁶³ is a number.
     */
    private static int eventId(byte[] document, int at, int documentEnd, long[] column, int row) {
        if (document.length - at <= Octets.SIZE) {
            return NONE; // a whole document has more behind its event id
        }
        boolean negative = document[at] == '-'; // of most streams none is, so that nothing waits for this byte
        int first = negative ? at + 1 : at;
        long digits = Octets.at(document, first) ^ ZEROS;
        int length = Octets.leadingZeros(Octets.above(9, digits));
        long id = length == 0 ? 0 : Octets.digits(digits << (Octets.SIZE - length) * Byte.SIZE);
        int end = first + length;
        int furthest = Math.min(documentEnd, first + 19);
        int digit;
        while (end < furthest && (digit = document[end] - '0') >= 0 && digit <= 9) {
            id = id * 10 + digit;
            end++;
        }
        column[row] = negative ? -id : id;
        boolean leadingZero = end > first + 1 && document[first] == '0';
        boolean fits = negative ? id - 1 >= 0 : id >= 0;
        return end > first && fits && !leadingZero ? end : NONE;
    }
}

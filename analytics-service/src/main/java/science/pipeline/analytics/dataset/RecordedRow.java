package science.pipeline.analytics.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.event.Layout;

/**
 * A line of an events file on its way back into a batch: the layout's fields, then the verdict, of which only the
 * offset is taken up. Our own files hold no quotes: neither names nor numbers need any.
 */
final class RecordedRow {

    private static final int EVENT_ID = 0;
    private static final int TIMESTAMP = 1;
    private static final int PARTICLE_TYPE = 2;
    private static final int ENERGY = 3;
    private static final int MOMENTUM_X = 4;
    private static final int MOMENTUM_Y = 5;
    private static final int MOMENTUM_Z = 6;
    private static final int DETECTOR = 7;
    private static final int LABEL = 8;
    private static final int FIELDS = Layout.PARTICLE_EVENT.fields().size();

    private final EventBatch batch;
    private byte[] line = new byte[512];
    private int length;

    /** Where each of the layout's fields ends. */
    private final int[] ends = new int[FIELDS];

    private int fields;
    private int lastComma;

    RecordedRow(EventBatch batch) {
        this.batch = batch;
    }

    void add(byte next) {
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        if (next == ',') {
            lastComma = length;
            if (fields < FIELDS) {
                ends[fields++] = length;
            }
        }
        line[length++] = next;
    }

    /** Forgets the line. */
    void drop() {
        length = 0;
        fields = 0;
    }

    /** Appends the line to the batch and forgets it. */
    void append() {
        if (fields < FIELDS) {
            throw new Refusal("A line of an events file has " + fields + " of its " + FIELDS
                    + " fields. Run verify: it names the damaged file.");
        }
        int row = batch.size();
        batch.eventId[row] = Long.parseLong(text(EVENT_ID));
        batch.timestampMicros[row] = EventTime.parse(line, start(TIMESTAMP), ends[TIMESTAMP]);
        batch.particleType[row] = batch.particleTypes.code(line, start(PARTICLE_TYPE), ends[PARTICLE_TYPE]);
        batch.energy[row] = number(ENERGY);
        batch.momentumX[row] = number(MOMENTUM_X);
        batch.momentumY[row] = number(MOMENTUM_Y);
        batch.momentumZ[row] = number(MOMENTUM_Z);
        batch.detector[row] = batch.detectors.code(line, start(DETECTOR), ends[DETECTOR]);
        batch.labelled[row] = line[start(LABEL)] == 't';
        int textLength = ends[FIELDS - 1];
        int at = batch.reserveText(textLength);
        System.arraycopy(line, 0, batch.text, at, textLength);
        long offset =
                Long.parseLong(new String(line, lastComma + 1, length - lastComma - 1, StandardCharsets.US_ASCII));
        batch.append(offset, at + textLength);
        drop();
    }

    private int start(int field) {
        return field == 0 ? 0 : ends[field - 1] + 1;
    }

    private String text(int field) {
        return new String(line, start(field), ends[field] - start(field), StandardCharsets.US_ASCII);
    }

    private double number(int field) {
        return Double.parseDouble(text(field));
    }
}

package science.pipeline.dataset.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.NumberWriter;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * Turns a batch and its verdicts into CSV lines, one behind the other. The fields are copied as they were received;
 * what follows them is nearly the same for all rows that are not flagged, and copied as well.
 */
public final class RowWriter {

    /** Scores below 10 have one digit before their point. */
    private static final int SHORT_SCORE_HUNDREDTHS = 1000;

    private static final int SCORE_AT = ",false,".length();
    private static final byte[] FLAGGED = ascii(",true,");
    private static final byte[] NOT_FLAGGED = ascii(",false,");

    /** Score, separators, partition, offset and line end, and room to write them; reasons come on top. */
    private static final int LONGEST_SUFFIX = 64 + 2 * NumberWriter.ROOM + EventTime.WRITTEN_LENGTH;

    private final boolean hasIndex;
    private final boolean hasTime;
    private final byte[] partition;
    private final byte[] usualVerdict;
    private final int[] ends = new int[EventBatch.CAPACITY];
    private byte[] lines = new byte[EventBatch.CAPACITY * 160];
    private int length;

    /** @param schema of the batches */
    public RowWriter(int partition, Schema schema) {
        hasIndex = schema.hasIndex();
        hasTime = schema.has(Role.TIME);
        this.partition = ascii("," + partition + ",");
        usualVerdict = ascii(",false,0.00,," + partition + ",");
    }

    /** The lines written last. */
    public byte[] lines() {
        return lines;
    }

    /** Where the line of a row starts; for the row after the last one, where all lines end. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Writes the lines of all rows. */
    public void write(EventBatch batch, Verdicts verdicts) {
        length = 0;
        for (int row = 0; row < batch.size(); row++) {
            write(batch, verdicts, row);
            ends[row] = length;
        }
    }

    /** A method of its own, so that the compiler sees how rare flagged rows are, and keeps what they need apart. */
    private void write(EventBatch batch, Verdicts verdicts, int row) {
        int start = batch.textStart(row);
        int textLength = batch.textEnd[row] - start;
        reserve(textLength + LONGEST_SUFFIX);
        put(batch.text, start, textLength);
        int score = verdicts.scoreHundredths[row];
        if (!verdicts.flagged[row] && score < SHORT_SCORE_HUNDREDTHS) {
            putUsualVerdict(score);
        } else {
            putVerdict(verdicts, row);
        }
        length = NumberWriter.write(batch.offset[row], lines, length);
        if (hasIndex) {
            lines[length++] = ',';
            length = NumberWriter.write(batch.index[row], lines, length);
        }
        if (!hasTime) {
            lines[length++] = ',';
            EventTime.write(batch.timestampMicros[row], lines, length);
            length += EventTime.WRITTEN_LENGTH;
        }
        lines[length++] = '\n';
    }

    private void putUsualVerdict(int score) {
        int digits = length + SCORE_AT;
        put(usualVerdict);
        lines[digits] = (byte) ('0' + score / 100);
        lines[digits + 2] = (byte) ('0' + score / 10 % 10);
        lines[digits + 3] = (byte) ('0' + score % 10);
    }

    private void putVerdict(Verdicts verdicts, int row) {
        put(verdicts.flagged[row] ? FLAGGED : NOT_FLAGGED);
        int score = verdicts.scoreHundredths[row];
        length = NumberWriter.write(score / 100, lines, length);
        lines[length++] = '.';
        lines[length++] = (byte) ('0' + score / 10 % 10);
        lines[length++] = (byte) ('0' + score % 10);
        lines[length++] = ',';
        byte[] reasons = ascii(verdicts.reasons(row));
        reserve(reasons.length + LONGEST_SUFFIX);
        put(reasons);
        put(partition);
    }

    private void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int count) {
        System.arraycopy(bytes, from, lines, length, count);
        length += count;
    }

    private void reserve(int more) {
        if (lines.length - length < more) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, length + more));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

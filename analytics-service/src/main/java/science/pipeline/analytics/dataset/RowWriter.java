package science.pipeline.analytics.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.NumberWriter;
import science.pipeline.event.EventBatch;
import science.pipeline.event.Layout;

/** Turns a row of a batch and its verdict into a CSV line. The nine fields are copied as they were received. */
final class RowWriter {

    /** The columns after the layout's own. */
    static final String VERDICT_COLUMNS = "flagged,score,reasons,kafka_partition,kafka_offset";

    private static final byte[] TRUE = ",true,".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = ",false,".getBytes(StandardCharsets.US_ASCII);

    private final byte[] partition;
    private byte[] line = new byte[1024];
    private int length;

    RowWriter(int partition) {
        this.partition = ("," + partition + ",").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] header() {
        String header = Layout.PARTICLE_EVENT.csvHeader() + "," + VERDICT_COLUMNS + "\n";
        return header.getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes of the line written last, from 0 to {@link #length()}. */
    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    void write(EventBatch batch, Verdicts verdicts, int row) {
        int start = batch.textStart(row);
        length = 0;
        put(batch.text, start, batch.textEnd[row] - start);
        boolean flagged = verdicts.flagged[row];
        put(flagged ? TRUE : FALSE);
        putScore(verdicts.scoreHundredths[row]);
        line[length++] = ',';
        if (flagged) {
            put(verdicts.reasons(row).getBytes(StandardCharsets.US_ASCII));
        }
        put(partition);
        reserve(NumberWriter.MAX_LENGTH + 1);
        length = NumberWriter.write(batch.offset[row], line, length);
        line[length++] = '\n';
    }

    private void putScore(int hundredths) {
        reserve(16);
        length = NumberWriter.write(hundredths / 100, line, length);
        line[length++] = '.';
        line[length++] = (byte) ('0' + hundredths / 10 % 10);
        line[length++] = (byte) ('0' + hundredths % 10);
    }

    private void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, line, length, count);
        length += count;
    }

    private void reserve(int more) {
        if (line.length - length < more) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
        }
    }
}

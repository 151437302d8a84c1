package science.pipeline.dataset.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import science.pipeline.codec.Csv;
import science.pipeline.codec.RecordedValues;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * A line of an events file on its way back into a batch: the schema's fields, then the verdict, of which only offset,
 * index and record time are taken up.
 */
final class RecordedRow {

    private final EventBatch batch;
    private final EventColumns columns;
    private final RecordedValues values;
    private EventColumns.Widening widening;
    private byte[] line = new byte[512];
    private int length;
    private byte[] row = new byte[512];
    private final int[] ends;

    /** @param columns of the batch's schema */
    RecordedRow(EventBatch batch, EventColumns columns) {
        this.batch = batch;
        this.columns = columns;
        values = new RecordedValues(batch.schema);
        widening = none(columns);
        ends = new int[columns.count()];
    }

    private static EventColumns.Widening none(EventColumns columns) {
        byte[] header = columns.header();
        EventColumns.Widening none = columns.widening(header, header.length - 1);
        if (none == null) {
            throw new IllegalStateException("BUG: columns are not their own");
        }
        return none;
    }

    void add(byte next) {
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = next;
    }

    /** Takes the line for a part's first one, and forgets it. */
    void takeHeader() {
        EventColumns.Widening found = columns.widening(line, length);
        if (found == null) {
            throw damaged("begins with '" + new String(line, 0, Math.min(length, 200), StandardCharsets.UTF_8) + "'");
        }
        widening = found;
        length = 0;
    }

    /** Appends the line to the batch and forgets it. */
    void append() {
        if (row.length < length + columns.count()) {
            row = new byte[2 * (length + columns.count())];
        }
        int end = widening.widen(line, 0, length, row, 0);
        length = 0;
        int cells = 0;
        for (int at = 0; at <= end && cells < ends.length; at++) {
            at = Csv.cellEnd(row, at, end);
            ends[cells++] = at;
        }
        if (cells < ends.length || ends[cells - 1] != end) {
            throw damaged("has a line of another number of cells than its " + ends.length + " columns");
        }
        take();
    }

    private void take() {
        int fields = batch.schema.fields().size();
        for (int field = 0; field < fields; field++) {
            values.put(field, text(field), batch);
        }
        long offset = Long.parseLong(text(fields + Schema.VERDICT_COLUMNS.indexOf("kafka_offset")));
        if (!batch.schema.has(Role.TIME)) {
            int column = ends.length - 1;
            batch.timestampMicros[batch.size()] = EventTime.parse(row, start(column), ends[column]);
        }
        int textLength = ends[fields - 1];
        int at = batch.reserveText(textLength);
        System.arraycopy(row, 0, batch.text, at, textLength);
        if (batch.schema.hasIndex()) {
            int index = Integer.parseInt(text(fields + Schema.VERDICT_COLUMNS.size()));
            batch.append(offset, index, at + textLength);
        } else {
            batch.append(offset, at + textLength);
        }
    }

    private int start(int column) {
        return column == 0 ? 0 : ends[column - 1] + 1;
    }

    private String text(int column) {
        return new String(row, start(column), ends[column] - start(column), StandardCharsets.UTF_8);
    }

    private static Refusal damaged(String found) {
        return new Refusal("An events file " + found + ". Run verify: it names the damaged file.");
    }
}

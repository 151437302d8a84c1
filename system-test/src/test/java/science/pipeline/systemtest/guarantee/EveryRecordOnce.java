package science.pipeline.systemtest.guarantee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import science.pipeline.systemtest.load.Document;

/**
 * Every record of the topic is in the dataset exactly once, with what was sent: as an event, or as a reject with the
 * reason that it was made for. And every record that was acknowledged is in the topic.
 */
public final class EveryRecordOnce implements Guarantee {

    private static final int MOST_SHOWN = 20;

    private final Map<Integer, BitSet> acknowledged = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long records;
    private long lost;
    private long duplicated;
    private long wrong;

    @Override
    public void onProduce(RecordMetadata where, Document what) {
        acknowledged.computeIfAbsent(where.partition(), any -> new BitSet()).set((int) where.offset());
    }

    @Override
    public void doAssert(Aftermath aftermath) throws Exception {
        try (TopicReader topic = new TopicReader(aftermath.setup().bootstrapServers())) {
            for (TopicPartition partition : topic.partitions(aftermath.setup().topic())) {
                check(partition, topic, aftermath);
            }
        }
        aftermath.count("records", records);
        aftermath.count("lost", lost);
        aftermath.count("duplicated", duplicated);
        aftermath.count("wrong", wrong);
        if (lost + duplicated + wrong > 0) {
            throw new AssertionError("of " + records + " records " + lost + " are lost, " + duplicated
                    + " are in the dataset again, " + wrong + " are wrong:\n" + String.join("\n", differences));
        }
    }

    private void check(TopicPartition partition, TopicReader topic, Aftermath aftermath) throws IOException {
        BitSet missing = acknowledged.getOrDefault(partition.partition(), new BitSet());
        try (DatasetRows events = new DatasetRows(aftermath.setup().results(), "all_events", partition.partition());
                DatasetRows rejects = new DatasetRows(aftermath.setup().results(), "rejected", partition.partition())) {
            topic.read(partition, record -> {
                records++;
                missing.clear((int) record.offset());
                take(record, events, rejects);
            });
            surplus(Long.MAX_VALUE, events);
            surplus(Long.MAX_VALUE, rejects);
        }
        if (!missing.isEmpty()) {
            lost += missing.cardinality();
            show(partition + ": acknowledged, but not in the topic: " + missing);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, DatasetRows events, DatasetRows rejects) {
        surplus(record.offset(), events);
        surplus(record.offset(), rejects);
        if (expected(record).equals(Document.FRAME)) {
            takeFrame(record, events, rejects);
            return;
        }
        int found = count(record, events) + count(record, rejects);
        if (found == 0) {
            lost++;
            show(record.partition() + "@" + record.offset() + " is in no file");
        } else if (found > 1) {
            duplicated++;
            show(record.partition() + "@" + record.offset() + " is there " + found + " times");
        }
    }

    /** Passes rows that stand before an offset: no record is left that they could be of. */
    private void surplus(long offset, DatasetRows rows) {
        for (DatasetRow row = rows.head(); row != null && row.offset() < offset; row = rows.head()) {
            duplicated++;
            show(row.file() + ": a row of offset " + row.offset() + " where none was expected");
            advance(rows);
        }
    }

    private int count(ConsumerRecord<byte[], byte[]> record, DatasetRows rows) {
        int found = 0;
        for (DatasetRow row = rows.head(); row != null && row.offset() == record.offset(); row = rows.head()) {
            found++;
            String difference = difference(record, row);
            if (difference != null) {
                wrong++;
                show(row.file() + ", offset " + row.offset() + ": " + difference);
            }
            advance(rows);
        }
        return found;
    }

    /** Each element of a frame is a row or a reject, in their order. */
    private void takeFrame(ConsumerRecord<byte[], byte[]> record, DatasetRows events, DatasetRows rejects) {
        String cells = header(record, Document.CELLS);
        List<String> elements = cells.isEmpty() ? List.of() : List.of(cells.split("\n"));
        for (int i = 0; i < elements.size(); i++) {
            boolean isAccepted = !elements.get(i).startsWith(Document.REJECTED);
            DatasetRows rows = isAccepted ? events : rejects;
            DatasetRow row = rows.head();
            String place = record.partition() + "@" + record.offset() + " index " + i;
            if (row == null || row.offset() != record.offset() || row.index() != i) {
                lost++;
                show(place + " is not where it should be, " + elements.get(i));
                continue;
            }
            if (!isElement(record, row, elements.get(i))) {
                wrong++;
                show(row.file() + ", " + place + ": sent " + elements.get(i) + ", found " + row.text());
            }
            advance(rows);
        }
        surplus(record.offset() + 1, events);
        surplus(record.offset() + 1, rejects);
    }

    private static boolean isElement(ConsumerRecord<byte[], byte[]> record, DatasetRow row, String expected) {
        if (row.accepted()) {
            return row.text().startsWith(expected + ",");
        }
        RejectedRow reject = RejectedRow.of(row.text());
        return expected.equals(Document.REJECTED + reject.reason()) && reject.holdsAlone(record.value(), "/data/hits");
    }

    private static String expected(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Document.HEADER);
        return header == null ? Document.ACCEPTED : new String(header.value(), StandardCharsets.US_ASCII);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable String difference(ConsumerRecord<byte[], byte[]> record, DatasetRow row) {
        String expected = expected(record);
        if (row.accepted()) {
            return expected.equals(Document.ACCEPTED) ? differsFromSent(record, row) : "accepted, expected " + expected;
        }
        RejectedRow reject = RejectedRow.of(row.text());
        if (!reject.reason().equals(expected)) {
            return "rejected as " + reject.reason() + ", expected " + expected;
        }
        return reject.holds(record.value()) ? null : "the payload is not what was sent";
    }

    private static @Nullable String differsFromSent(ConsumerRecord<byte[], byte[]> record, DatasetRow row) {
        String cells = header(record, Document.CELLS);
        if (cells.isEmpty()) {
            return EventRow.of(row.text()).difference(record.value());
        }
        return holds(cells, row.text()) ? null : "sent " + cells + ", found " + row.text();
    }

    /** The row begins with the cells; numbers that are marked are compared as doubles. */
    private static boolean holds(String cells, String row) {
        if (!cells.contains(Document.NUMBER)) {
            return row.startsWith(cells + ",");
        }
        String[] expected = cells.split(",", -1);
        String[] found = row.split(",", -1);
        for (int i = 0; i < expected.length; i++) {
            boolean isNumber = expected[i].startsWith(Document.NUMBER);
            boolean isSame = isNumber
                    ? Double.parseDouble(expected[i].substring(1)) == Double.parseDouble(found[i])
                    : expected[i].equals(found[i]);
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    private static void advance(DatasetRows rows) {
        try {
            rows.advance();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void show(String difference) {
        if (differences.size() < MOST_SHOWN) {
            differences.add(difference);
        }
    }
}

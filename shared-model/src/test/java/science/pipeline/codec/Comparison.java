package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.schema.Schema;

/**
 * The strict decoder beside three of the service's, each with another history, other room for names and another size of
 * its polls.
 */
final class Comparison {

    /** Enough for every name. */
    private static final int ROOM = 10_000;

    private final Reader oracle;
    private final List<Reader> readers;

    Comparison(Schema schema) {
        this(
                schema,
                List.of(
                        history(schema, 101, NamingHabit.MIXED),
                        history(schema, 102, NamingHabit.EQUAL_HASHES),
                        history(schema, 103, NamingHabit.DIGITS)));
    }

    /** @param histories what three decoders have read before */
    Comparison(Schema schema, List<List<byte[]>> histories) {
        oracle = new Reader(new StrictDecoder(schema), schema, ROOM, 1);
        readers = List.of(
                new Reader(EventDecoder.of(schema), schema, 4, 1).after(histories.get(0)),
                new Reader(EventDecoder.of(schema), schema, 60, 7).after(histories.get(1)),
                new Reader(EventDecoder.of(schema), schema, ROOM, 500).after(histories.get(2)));
    }

    /** Other documents, and one with a few hundred keys that nobody knows. */
    private static List<byte[]> history(Schema schema, long seed, NamingHabit habit) {
        RandomDocuments documents = new RandomDocuments(seed, schema, habit);
        List<byte[]> history = new ArrayList<>();
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            history.add(documents.usual().getBytes(StandardCharsets.UTF_8));
            history.add(documents.unusual());
            keys.append("\"k").append(Long.toHexString(seed * i)).append("\":1,");
        }
        history.set(0, documents.usual().replace("{", "{" + keys).getBytes(StandardCharsets.UTF_8));
        return history;
    }

    /** @param documents no more than a batch has rows */
    void compare(List<byte[]> documents) {
        List<@Nullable Reject> expected = oracle.read(documents);
        for (Reader reader : readers) {
            List<@Nullable Reject> found = reader.read(documents);
            for (int i = 0; i < documents.size(); i++) {
                if (!Objects.equals(found.get(i), expected.get(i))) {
                    throw new AssertionError("They differ on " + new String(documents.get(i), StandardCharsets.UTF_8)
                            + ": expected " + expected.get(i) + ", found " + found.get(i));
                }
            }
            reader.assertSameRows(oracle);
        }
    }

    /** A decoder with its batch, and what it counted in the documents read last. */
    private static final class Reader {
        final EventDecoder decoder;
        final EventBatch batch;
        final int poll;
        long unknownFields;
        long cutTimestamps;

        Reader(EventDecoder decoder, Schema schema, int names, int poll) {
            this.decoder = decoder;
            this.batch = Batches.of(schema, names, List.of());
            this.batch.recordMicros = 1_768_559_025_000_000L;
            this.poll = poll;
        }

        Reader after(List<byte[]> history) {
            read(history);
            return this;
        }

        /** As Kafka hands them over: those of a poll in one array, with nothing before them or behind. */
        List<@Nullable Reject> read(List<byte[]> documents) {
            batch.clear();
            long unknownBefore = decoder.unknownFields();
            long cutBefore = decoder.cutTimestamps();
            List<@Nullable Reject> rejects = new ArrayList<>();
            for (int first = 0; first < documents.size(); first += poll) {
                List<byte[]> polled = documents.subList(first, Math.min(documents.size(), first + poll));
                byte[] together = joined(polled);
                int start = 0;
                for (byte[] document : polled) {
                    int end = start + document.length;
                    rejects.add(decoder.decode(together, start, end, rejects.size(), batch));
                    start = end;
                }
            }
            unknownFields = decoder.unknownFields() - unknownBefore;
            cutTimestamps = decoder.cutTimestamps() - cutBefore;
            return rejects;
        }

        private static byte[] joined(List<byte[]> documents) {
            byte[] joined = new byte
                    [documents.stream().mapToInt(document -> document.length).sum()];
            int at = 0;
            for (byte[] document : documents) {
                System.arraycopy(document, 0, joined, at, document.length);
                at += document.length;
            }
            return joined;
        }

        /** To the bit: −0.0 is not 0.0. Names beyond the room are the others'. */
        void assertSameRows(Reader other) {
            EventBatch expected = other.batch;
            int rows = expected.size();
            assertThat(batch.size()).isEqualTo(rows);
            assertThat(batch.textStart(rows)).isEqualTo(expected.textStart(rows));
            int text = batch.textStart(rows);
            assertThat(Arrays.equals(batch.text, 0, text, expected.text, 0, text))
                    .isTrue();
            assertThat(Arrays.equals(batch.textEnd, 0, rows, expected.textEnd, 0, rows))
                    .isTrue();
            assertThat(Arrays.equals(batch.offset, 0, rows, expected.offset, 0, rows))
                    .isTrue();
            assertThat(Arrays.equals(batch.eventId, 0, rows, expected.eventId, 0, rows))
                    .isTrue();
            assertThat(Arrays.equals(batch.timestampMicros, 0, rows, expected.timestampMicros, 0, rows))
                    .isTrue();
            for (int slot = 0; slot < batch.numbers.length; slot++) {
                assertThat(Arrays.equals(batch.numbers[slot], 0, rows, expected.numbers[slot], 0, rows))
                        .isTrue();
            }
            assertThat(Arrays.equals(batch.labelled, 0, rows, expected.labelled, 0, rows))
                    .isTrue();
            assertThat(Arrays.equals(batch.fractionDigits, 0, rows, expected.fractionDigits, 0, rows))
                    .isTrue();
            assertThat(Arrays.equals(batch.significantDigits, 0, rows, expected.significantDigits, 0, rows))
                    .isTrue();
            assertThat(unknownFields).isEqualTo(other.unknownFields);
            assertThat(cutTimestamps).isEqualTo(other.cutTimestamps);
            for (int row = 0; row < rows; row++) {
                for (int slot = 0; slot < batch.codes.length; slot++) {
                    assertSameName(
                            batch.names.tables().get(slot),
                            batch.codes[slot][row],
                            expected.names.tables().get(slot),
                            expected.codes[slot][row]);
                }
            }
        }

        private static void assertSameName(NameTable names, int code, NameTable allNames, int expected) {
            boolean told = code != NameTable.OTHER || expected == NameTable.OTHER;
            // Millions of names: an assertion is only made where it fails.
            if (told && !names.name(code).equals(allNames.name(expected))) {
                assertThat(names.name(code)).isEqualTo(allNames.name(expected));
            }
        }
    }
}

package science.pipeline.benchmarks.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What stands in the files of one kind, whoever wrote them and in whatever order: a checksum of the books.
 *
 * @param rows without the headers
 * @param idSum of the first column, the events' ids
 */
record WrittenRows(long rows, long idSum) {

    /** Ids of a topic that was filled afresh: 0, 1, 2, … */
    static WrittenRows ofFirst(long events) {
        return new WrittenRows(events, events * (events - 1) / 2);
    }

    static WrittenRows in(Path folder, String kind) {
        WrittenRows sum = new WrittenRows(0, 0);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind + "_p*.csv")) {
            for (Path file : files) {
                WrittenRows more = in(file);
                sum = new WrittenRows(sum.rows + more.rows, sum.idSum + more.idSum);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return sum;
    }

    /** Of all Parquet files in a folder, by their column {@code event_id}. */
    static WrittenRows inParquet(Path folder) {
        String query = "SELECT count(*), sum(event_id)::BIGINT FROM read_parquet('" + folder + "/*.parquet')";
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet sums = statement.executeQuery(query)) {
            sums.next();
            return new WrittenRows(sums.getLong(1), sums.getLong(2));
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read the Parquet files in " + folder, failed);
        }
    }

    /** Of the events of a topic that have so much energy, found as text by whoever has no decoder. */
    static WrittenRows ofAtLeast(double minGev, String bootstrapServers, String topic, long events) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "oracle",
                "auto.offset.reset",
                "earliest",
                "max.partition.fetch.bytes",
                4_000_000);
        long rows = 0;
        long ids = 0;
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long seen = 0;
            while (seen < events) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    seen++;
                    if (Double.parseDouble(text(record.value(), "energy_gev")) >= minGev) {
                        rows++;
                        ids += Long.parseLong(text(record.value(), "event_id"));
                    }
                }
            }
        }
        return new WrittenRows(rows, ids);
    }

    private static String text(String document, String number) {
        int start = document.indexOf("\"" + number + "\":") + number.length() + 3;
        return document.substring(start, document.indexOf(',', start));
    }

    private static WrittenRows in(Path file) throws IOException {
        long lines = 0;
        long ids = 0;
        long id = 0;
        boolean inId = true;
        byte[] block = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                for (int at = 0; at < length; at++) {
                    byte next = block[at];
                    if (next == '\n') {
                        ids += lines == 0 ? 0 : id;
                        lines++;
                        id = 0;
                        inId = true;
                    } else if (inId && next >= '0' && next <= '9') {
                        id = id * 10 + next - '0';
                    } else {
                        inId = false;
                    }
                }
            }
        }
        return new WrittenRows(Math.max(0, lines - 1), ids);
    }
}

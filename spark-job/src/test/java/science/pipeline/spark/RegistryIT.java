package science.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.NewNormal;

/** What others tell the job: a registry its Avro schemas, the crew what they think of flags. */
class RegistryIT {

    private static final String TOPIC = "named";
    private static final int RECORDS = 60;
    private static final String SCHEMA = """
            name: counts
            fields:
              n:    {type: integer, role: event_id}
              time: {type: time, role: time}
            """;
    private static final String ANSWER = """
            {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"r\\",\\"fields\\":[{\\"name\\":\\"n\\",\\"type\\":\\"long\\"},\
            {\\"name\\":\\"time\\",\\"type\\":{\\"type\\":\\"long\\",\\"logicalType\\":\\"timestamp-millis\\"}}]}"}""";

    @TempDir
    Path work;

    @Test
    void aRegistryIsWaitedForAndWhatPeopleSaidIsInTheNextCommit() throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        HttpServer registry = registry(status);
        Path schema = Files.writeString(work.resolve("counts.yml"), SCHEMA);
        Judgement judgement =
                new Judgement(1, 0, Judgement.Word.REAL, "somebody", "2026-01-16T10:23:45Z", "exact_repeat");
        NewNormal said = new NewNormal("all", "somebody", "2026-01-16T10:23:46.123Z");
        try (Kafka kafka = new Kafka(work)) {
            kafka.create(TOPIC, 1);
            send(kafka.servers());
            Folders folders = new Folders(work, kafka.servers());
            try (Java job = folders.job(
                    TOPIC,
                    "avro",
                    "--event.schema=" + schema,
                    "--event.format=avro",
                    "--event.avro.registry=http://127.0.0.1:"
                            + registry.getAddress().getPort())) {
                job.awaitSaid("tries again", "partition 0: the schema registry at 127.0.0.1", "answers HTTP 503");
                SayingBox box = ResultsFolder.existing(folders.results("avro")).sayings(0);
                box.put(judgement);
                box.put(said);
                status.set(200);
                assertThat(job.exitCode(Folders.PATIENCE_SECONDS)).as(job::tail).isZero();
                assertThat(job.output()).doesNotContain("\tat ");
            }
            folders.expectClosed("avro");
            var stand = folders.newest("avro", 0).stand();
            assertThat(stand.nextOffset()).isEqualTo(RECORDS);
            assertThat(stand.counts().rejected()).isEqualTo(Map.of("unknown_schema", 3L));
            assertThat(stand.judgements()).containsExactly(judgement);
            assertThat(stand.normals()).singleElement().satisfies(taken -> {
                assertThat(taken.said()).isEqualTo(said);
                assertThat(taken.offset()).isBetween(1L, (long) RECORDS);
                assertThat(taken.sinceMicros()).isGreaterThan(1_768_559_000_000_000L);
            });
            assertThat(ResultsFolder.existing(folders.results("avro"))
                            .sayings(0)
                            .isEmpty())
                    .isTrue();
        } finally {
            registry.stop(0);
        }
    }

    private static HttpServer registry(AtomicInteger status) throws Exception {
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/schemas/ids/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().endsWith("/1");
            byte[] body = (known ? ANSWER : "{\"error_code\":40403,\"message\":\"Schema not found\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(status.get() == 200 && !known ? 404 : status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.start();
        return registry;
    }

    /** Every twentieth names a schema that the registry does not know. */
    private static void send(String servers) {
        try (KafkaProducer<byte[], byte[]> sender = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int n = 0; n < RECORDS; n++) {
                ByteBuffer record = ByteBuffer.allocate(40).put((byte) 0).putInt(n % 20 == 19 ? 9 : 1);
                putLong(record, n);
                putLong(record, 1_768_559_025_000L + n);
                byte[] bytes = new byte[record.position()];
                record.flip().get(bytes);
                sender.send(new ProducerRecord<>(TOPIC, 0, null, bytes));
            }
        }
    }

    /** As Avro writes it, by sevens of bits. */
    private static void putLong(ByteBuffer record, long value) {
        long bits = value << 1;
        for (; bits > 0x7F; bits >>>= 7) {
            record.put((byte) (bits & 0x7F | 0x80));
        }
        record.put((byte) bits);
    }
}

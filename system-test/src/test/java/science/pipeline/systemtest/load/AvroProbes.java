package science.pipeline.systemtest.load;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An endless stream of Avro in the wire format of a registry, which it is as well: two versions of a schema, an id that
 * is not known, and records that are cut or have more behind them. The same for the same seed.
 */
public final class AvroProbes implements Supplier<Document>, AutoCloseable {

    /** What {@code event.schema} names. */
    public static final String SCHEMA = """
            name: avro-probes
            fields:
              probe: {type: name, role: detector, from: site.probe}
              seq:   {type: integer, role: event_id, from: n}
              at:    {type: time, role: time}
              level: {type: number, role: energy, from: v.level, unit: mm, max: 1000000}
              open:  {type: boolean}
              temp:  {type: number, from: v.temp, unit: degC, presence: optional}
            selections:
              high: {level: {min: 80}}
            """;

    private static final String FIRST = """
            {"type":"record","name":"probe","fields":[
              {"name":"site","type":{"type":"record","name":"site","fields":[{"name":"probe","type":"string"}]}},
              {"name":"n","type":"long"},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
              {"name":"v","type":{"type":"record","name":"v","fields":[{"name":"level","type":"double"}]}},
              {"name":"open","type":"boolean"}]}""";

    private static final String SECOND = FIRST.replace(
            "{\"name\":\"level\",\"type\":\"double\"}",
            "{\"name\":\"temp\",\"type\":[\"null\",\"double\"]},{\"name\":\"level\",\"type\":\"double\"},"
                    + "{\"name\":\"hash\",\"type\":\"bytes\"}");

    private static final Map<String, String> SCHEMAS = Map.of("1", FIRST, "2", SECOND);
    private static final Instant START = Instant.parse("2026-01-16T10:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final int EVERY_NTH_BAD = 40;

    private final Random random;
    private final HttpServer registry;
    private long number;

    /** Starts the registry. */
    public AvroProbes(long seed) {
        random = new Random(seed);
        try {
            registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        registry.createContext("/schemas/ids/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String schema = SCHEMAS.get(path.substring(path.lastIndexOf('/') + 1));
            String body = schema == null
                    ? "{\"error_code\":40403}"
                    : "{\"schema\":\"" + schema.replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(schema == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        registry.start();
    }

    /** Where the registry is. */
    public String url() {
        return "http://127.0.0.1:" + registry.getAddress().getPort();
    }

    @Override
    public Document get() {
        number++;
        boolean isSecond = random.nextInt(3) == 0;
        String probe = "P" + random.nextInt(12);
        Instant at = START.plusMillis(number).plusNanos(1000L * random.nextInt(1000));
        double level = Math.abs(random.nextGaussian()) * 40;
        Double temp = isSecond && random.nextBoolean() ? random.nextGaussian() * 10 : null;
        boolean open = random.nextBoolean();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        int id = isSecond ? 2 : 1;
        boolean isBad = number % EVERY_NTH_BAD == 0;
        int fault = isBad ? (int) (number / EVERY_NTH_BAD % 4) : -1;
        record.write(0);
        record.writeBytes(ByteBuffer.allocate(4).putInt(fault == 0 ? 99 : id).array());
        text(record, probe);
        integer(record, number);
        integer(record, at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
        if (isSecond) {
            integer(record, temp == null ? 0 : 1);
            if (temp != null) {
                number(record, temp);
            }
        }
        number(record, fault == 1 ? 1e7 : level);
        if (isSecond) {
            text(record, "hash");
        }
        record.write(open ? 1 : 0);
        byte[] bytes = record.toByteArray();
        return switch (fault) {
            case 0 -> new Document(bytes, "unknown_schema");
            case 1 -> new Document(bytes, "out_of_range");
            case 2 -> new Document(Arrays.copyOf(bytes, bytes.length - 2), "truncated");
            case 3 -> new Document(Arrays.copyOf(bytes, bytes.length + 1), "trailing_bytes");
            default ->
                new Document(
                        bytes,
                        Document.ACCEPTED,
                        String.join(
                                ",",
                                probe,
                                Long.toString(number),
                                LocalDateTime.ofInstant(at, ZoneOffset.UTC).format(TIME),
                                Document.NUMBER + level,
                                Boolean.toString(open),
                                temp == null ? "" : Document.NUMBER + temp));
        };
    }

    private static void text(ByteArrayOutputStream into, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        integer(into, bytes.length);
        into.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream into, double value) {
        into.writeBytes(ByteBuffer.allocate(8)
                .putLong(Long.reverseBytes(Double.doubleToRawLongBits(value)))
                .array());
    }

    private static void integer(ByteArrayOutputStream into, long value) {
        long bits = value << 1 ^ value >> 63;
        for (; (bits & ~0x7FL) != 0; bits >>>= 7) {
            into.write((int) (bits & 0x7F | 0x80));
        }
        into.write((int) bits);
    }

    @Override
    public void close() {
        registry.stop(0);
    }
}

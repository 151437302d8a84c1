package science.pipeline.spark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Fills a topic with all that a topic may hold: events in several orders of time, odd documents of every kind,
 * tombstones, headers, and transactions that are committed or aborted. The same for the same seed.
 */
final class OddTopic {

    private static final List<String> ODD = List.of(
            "",
            "no document",
            "{\"event_id\":1",
            "[1,2,3]",
            "{}",
            "{\"event_id\":\"7\",\"timestamp\":\"2026-01-16T10:00:00\"}",
            "{\"event_id\":1,\"event_id\":2,\"timestamp\":\"2026-01-16T10:00:00.000000\"}",
            "{\"event_id\":1.5,\"timestamp\":\"2026-01-16T10:00:00.000000\",\"particle_type\":\"muon\",\"energy_gev\":1,"
                    + "\"momentum_x\":1,\"momentum_y\":1,\"momentum_z\":1,\"detector_id\":\"D\",\"is_anomaly\":false}",
            "{\"event_id\":1,\"timestamp\":\"2026-13-16T10:00:00.000000\",\"particle_type\":\"muon\",\"energy_gev\":1,"
                    + "\"momentum_x\":1,\"momentum_y\":1,\"momentum_z\":1,\"detector_id\":\"D\",\"is_anomaly\":false}",
            "{\"event_id\":1,\"timestamp\":\"2026-01-16T10:00:00.000000\",\"particle_type\":\"=1+1\",\"energy_gev\":1,"
                    + "\"momentum_x\":1,\"momentum_y\":1,\"momentum_z\":1,\"detector_id\":\"D\",\"is_anomaly\":false}",
            "{\"event_id\":1,\"timestamp\":\"2026-01-16T10:00:00.000000\",\"particle_type\":\"muon\",\"energy_gev\":1e999,"
                    + "\"momentum_x\":1,\"momentum_y\":1,\"momentum_z\":1,\"detector_id\":\"D\",\"is_anomaly\":false}");

    private final String servers;
    private final String topic;
    private final Random random;
    private long next;

    OddTopic(String servers, String topic, long seed) {
        this.servers = servers;
        this.topic = topic;
        this.random = new Random(seed);
    }

    /** Sends so many records more, into this many partitions; every tenth thousand is a transaction. */
    void send(int records, int partitions) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "linger.ms", 5, "batch.size", 65536);
        try (KafkaProducer<byte[], byte[]> plain =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                KafkaProducer<byte[], byte[]> transactional = transactional()) {
            for (int sent = 0; sent < records; sent += 1000) {
                int block = Math.min(1000, records - sent);
                int kind = sent / 1000 % 10;
                if (kind == 4 || kind == 7) {
                    plain.flush();
                    transactional.beginTransaction();
                    send(transactional, block, partitions);
                    if (kind == 4) {
                        transactional.commitTransaction();
                    } else {
                        transactional.abortTransaction();
                    }
                } else {
                    send(plain, block, partitions);
                }
            }
        }
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", 5, "transactional.id", "odd-" + topic),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int records, int partitions) {
        for (int i = 0; i < records; i++) {
            // Two of a pair share an id, and its partition.
            long pair = next / 2;
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic, (int) (pair % partitions), Long.toString(pair).getBytes(StandardCharsets.US_ASCII), value());
            if (next % 97 == 0) {
                record.headers().add("sender", new byte[] {1, 2, 3}).add("none", null);
            }
            producer.send(record);
            next++;
        }
    }

    private byte @Nullable [] value() {
        int kind = random.nextInt(400);
        if (kind == 0) {
            return null;
        }
        if (kind == 1) {
            return new byte[] {(byte) 0xff, (byte) 0xfe, 0};
        }
        if (kind == 2) {
            return ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8);
        }
        return event(kind).getBytes(StandardCharsets.UTF_8);
    }

    /** Real kinematics, with what detection looks for now and then; times are out of order by some seconds. */
    private String event(int kind) {
        double mass = 0.1056583755;
        double px = random.nextGaussian() * 20;
        double py = random.nextGaussian() * 20;
        double pz = random.nextGaussian() * 60;
        double energy = Math.sqrt(px * px + py * py + pz * pz + mass * mass);
        energy = kind == 3 ? energy * 3 : energy;
        long micros = next * 1000 + random.nextInt(5_000_000) - (kind == 4 ? 120_000_000L : 0);
        List<String> fields = new ArrayList<>(List.of(
                "\"event_id\":" + next / 2,
                "\"timestamp\":\"" + time(micros) + "\"",
                "\"particle_type\":\"" + (kind % 3 == 0 ? "mu+" : "mu-") + "\"",
                number("energy_gev", energy),
                number("momentum_x", px),
                number("momentum_y", py),
                number("momentum_z", pz),
                "\"detector_id\":\"DET_%03d\"".formatted(random.nextInt(12)),
                "\"is_anomaly\":" + (kind == 3)));
        if (kind == 5) {
            fields.add("\"unknown\":[1,{\"a\":null}]");
        }
        if (kind == 6) {
            java.util.Collections.shuffle(fields, random);
        }
        return "{" + String.join(kind == 7 ? " , " : ",", fields) + "}";
    }

    private static String time(long micros) {
        return java.time.LocalDateTime.of(2026, 1, 16, 10, 0)
                .plusNanos(micros * 1000)
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT));
    }

    private static String number(String name, double value) {
        return "\"" + name + "\":" + String.format(Locale.ROOT, "%.6f", value);
    }
}

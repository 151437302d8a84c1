package science.pipeline.systemtest.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Documents of every kind, two and two with one event id in one partition, as fast as Kafka takes them. Now and then a
 * transaction of them, of which every other one is aborted.
 */
public final class PairedEvents {

    private static final int BETWEEN_TRANSACTIONS = 5_000;
    private static final int OF_A_TRANSACTION = 150;

    private PairedEvents() {}

    /** Sends so many beside those that are aborted; returns when all are in the topic. */
    public static void send(String bootstrapServers, String topic, int count, long seed) {
        Documents documents = new Documents(seed);
        Random keys = new Random(seed);
        try (KafkaProducer<byte[], byte[]> plain = producer(Map.of("bootstrap.servers", bootstrapServers));
                KafkaProducer<byte[], byte[]> transactional = producer(
                        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "paired-" + topic))) {
            transactional.initTransactions();
            int sent = 0;
            for (boolean aborts = true; sent < count; aborts = !aborts) {
                int here = Math.min(BETWEEN_TRANSACTIONS, count - sent);
                send(plain, topic, here, documents, keys);
                plain.flush();
                transactional.beginTransaction();
                send(transactional, topic, OF_A_TRANSACTION, documents, keys);
                transactional.flush();
                if (aborts) {
                    transactional.abortTransaction();
                } else {
                    transactional.commitTransaction();
                }
                sent += here + (aborts ? 0 : OF_A_TRANSACTION);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int count,
            Supplier<Document> documents,
            Random keys) {
        byte[] key = {};
        String id = "";
        for (int i = 0; i < count; i++) {
            Document document = documents.get();
            byte[] value = document.value();
            if (i % 2 == 0 || id.isEmpty() || value == null) {
                key = Integer.toString(keys.nextInt(20)).getBytes(StandardCharsets.US_ASCII);
                id = value == null ? "" : id(value);
            } else {
                String text = new String(value, StandardCharsets.ISO_8859_1);
                value = text.replaceFirst("\"event_id\":\\d+", id).getBytes(StandardCharsets.ISO_8859_1);
            }
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    private static String id(byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\"event_id\":");
        int end = at + "\"event_id\":".length();
        while (at >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return at < 0 || text.charAt(end - 1) == ':' ? "" : text.substring(at, end);
    }
}

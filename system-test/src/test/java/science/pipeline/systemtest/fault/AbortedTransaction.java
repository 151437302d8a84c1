package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import science.pipeline.systemtest.load.Document;
import science.pipeline.systemtest.load.Documents;

/** Records of a transaction that is aborted, and of one that is committed: offsets that no reader sees. */
public final class AbortedTransaction implements Fault {

    private static final int RECORDS = 200;

    @Override
    public String name() {
        return "aborted-transaction";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.letSomeRecordsPass();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", scene.setup.bootstrapServers(), "transactional.id", "system-test-transactions");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            send(producer, scene);
            producer.abortTransaction();
            send(producer, scene);
            producer.commitTransaction();
        }
        scene.untilEveryPartitionBeyond(scene.books().nextOffsets());
        return Optional.empty();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Scene scene) {
        Documents documents = new Documents(scene.random.nextLong());
        producer.beginTransaction();
        for (int i = 0; i < RECORDS; i++) {
            Document document = documents.get();
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(scene.setup.topic(), document.value());
            record.headers().add(Document.HEADER, document.expected().getBytes());
            producer.send(record);
        }
        producer.flush();
    }
}

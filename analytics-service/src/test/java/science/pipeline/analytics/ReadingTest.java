package science.pipeline.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.analytics.intake.DrainWatch;
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.codec.EventEncoder;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Nothing is left out in silence: transactions, partitions that come later. */
class ReadingTest {

    private static EmbeddedKafkaKraftBroker broker;

    @TempDir
    private Path results;

    @BeforeAll
    static void startBroker() {
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("transaction.state.log.replication.factor", "1");
        broker.brokerProperty("transaction.state.log.min.isr", "1");
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @Test
    void markersAndAbortedRecordsAreSkippedAndAllElseIsRead() throws Exception {
        broker.addTopics("transactions");
        try (KafkaProducer<byte[], byte[]> sender = sender("transactions")) {
            sender.initTransactions();
            for (int transaction = 0; transaction < 40; transaction++) {
                sender.beginTransaction();
                send(sender, "transactions", 0, 10 * transaction, 10);
                if (transaction % 4 == 3) {
                    sender.flush();
                    sender.abortTransaction();
                } else {
                    sender.commitTransaction();
                }
            }
        }
        // 30 transactions of 10 are there; polls of 100 end right before a marker
        try (ConfigurableApplicationContext service =
                start("transactions", "--spring.kafka.consumer.max-poll-records=100")) {
            awaitAccepted(service, 300);
            await().atMost(Duration.ofSeconds(30)).until(() -> ledger().skipped() == 40 + 100);
        }
        assertThat(ledger().partitions().get(0).nextOffset()).isEqualTo(440);
        assertTheBooksClose();
    }

    @Test
    void anOpenTransactionAtTheEndIsNoEnd() throws Exception {
        broker.addTopics("hanging");
        try (KafkaProducer<byte[], byte[]> plain = sender(null);
                KafkaProducer<byte[], byte[]> sender = sender("hanging")) {
            send(plain, "hanging", 0, 0, 10);
            plain.flush();
            sender.initTransactions();
            sender.beginTransaction();
            send(sender, "hanging", 0, 100, 5);
            sender.flush();
            send(plain, "hanging", 0, 200, 10);
            plain.flush();

            try (ConfigurableApplicationContext service = start("hanging")) {
                awaitAccepted(service, 10);
                DrainWatch watch = service.getBean(DrainWatch.class);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !watch.isDrained() && watch.awaited().contains("15 offsets of partition 0"));
                sender.commitTransaction();
                await().atMost(Duration.ofSeconds(30)).until(watch::isDrained);
                assertThat(ledger().accepted()).isEqualTo(25);
            }
        }
        assertTheBooksClose();
    }

    @Test
    void aPartitionThatComesLaterIsReadFromItsBeginning() throws Exception {
        broker.addTopics("growing");
        try (KafkaProducer<byte[], byte[]> sender = sender(null);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            send(sender, "growing", 0, 0, 3);
            sender.flush();
            start("growing", "--analytics.start=latest").close();
            send(sender, "growing", 0, 100, 2);
            admin.createPartitions(Map.of("growing", NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            send(sender, "growing", 1, 200, 7);
            sender.flush();
        }
        try (ConfigurableApplicationContext service = start("growing", "--analytics.start=latest")) {
            awaitAccepted(service, 9);
        }
        assertThat(ledger().partitions()).extracting(Ledger.Line::firstOffset).containsExactly(3L, 0L);
        assertTheBooksClose();
    }

    @Test
    void aTopicThatIsCreatedAgainWhileItIsReadIsRefusedAndNoRecordOfItIsTaken() throws Exception {
        broker.addTopics("again");
        try (KafkaProducer<byte[], byte[]> sender = sender(null);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            send(sender, "again", 0, 0, 50);
            sender.flush();
            // In one JVM with others the service does not end the process.
            try (ConfigurableApplicationContext service = start("again", "--pipeline.standalone=true")) {
                awaitAccepted(service, 50);
                await().atMost(Duration.ofSeconds(60)).until(() -> ledger().accepted() == 50);
                admin.deleteTopics(List.of("again")).all().get();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !admin.listTopics().names().get().contains("again"));
                admin.createTopics(List.of(new NewTopic("again", 1, (short) 1)))
                        .all()
                        .get();
                try (KafkaProducer<byte[], byte[]> other = sender(null)) {
                    send(other, "again", 0, 10_000, 500);
                }
                Ending ending = service.getBean(Ending.class);
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> ending.refusal().isPresent());
                assertThat(ending.refusal().orElseThrow()).contains("deleted and created again");
            }
        }
        assertThat(ledger().received()).isEqualTo(50);
        assertTheBooksClose();
    }

    private ConfigurableApplicationContext start(String topic, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--spring.kafka.consumer.group-id=" + topic,
                "--analytics.topic=" + topic,
                "--analytics.topics.rejected=",
                "--analytics.topics.alerts=",
                "--analytics.topics.statistics=",
                "--analytics.results-dir=" + results,
                "--analytics.commit-interval=100ms",
                "--analytics.min-free-disk=1MB",
                "--pipeline.idle-timeout=500ms",
                "--analytics.port=0"));
        arguments.addAll(List.of(more));
        ConfigurableApplicationContext service =
                SpringApplication.run(AnalyticsApplication.class, arguments.toArray(String[]::new));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        !ResultsFolder.existing(results).ledger().partitions().isEmpty());
        return service;
    }

    private static void awaitAccepted(ConfigurableApplicationContext service, long count) {
        PipelineProgress progress = service.getBean(PipelineProgress.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> progress.accepted() == count);
    }

    private Ledger ledger() throws IOException {
        return ResultsFolder.existing(results).ledger();
    }

    private void assertTheBooksClose() throws IOException {
        assertThat(Verification.of(ResultsFolder.existing(results)).faults()).isEmpty();
    }

    private static KafkaProducer<byte[], byte[]> sender(@Nullable String transactions) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.getBrokersAsString());
        if (transactions != null) {
            settings.put("transactional.id", transactions);
        }
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> sender, String topic, int partition, int first, int count) {
        EventEncoder encoder = new EventEncoder(Schema.byDefault());
        for (int n = first; n < first + count; n++) {
            byte[] event = encoder.encode(new ParticleEvent(
                    n, 1_768_559_000_000_000L + n * 1_000_000L, "photon", 5, 5, 0, 0, "DET_1", false));
            sender.send(new ProducerRecord<>(topic, partition, null, event));
        }
    }
}

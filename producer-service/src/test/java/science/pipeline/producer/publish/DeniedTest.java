package science.pipeline.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.producer.ProducerApplication;

/** A right to write that is taken away and given back: said by name, waited for, every event sent once. */
class DeniedTest {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int COUNT = 3000;
    private static final String TOPIC = "guarded";
    private static final ResourcePattern RESOURCE = new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL);
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        BROKER.brokerProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        BROKER.brokerProperty("allow.everyone.if.no.acl.found", "true");
        BROKER.afterPropertiesSet();
        admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()));
        BROKER.addTopics(TOPIC);
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        BROKER.destroy();
    }

    @Test
    void everyEventIsSentOnceThoughTheRightToWriteIsTakenAwayAndGivenBack() throws Exception {
        try (ConfigurableApplicationContext producer = SpringApplication.run(
                ProducerApplication.class,
                "--producer.port=0",
                "--producer.topic=" + TOPIC,
                "--producer.count=" + COUNT,
                "--producer.rate=500",
                "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString())) {
            Emission emission = producer.getBean(Emission.class);
            await().atMost(LONG).until(() -> emission.acknowledged() > 100);

            admin.createAcls(List.of(
                            entry(AclOperation.WRITE, AclPermissionType.DENY),
                            entry(AclOperation.ALL, AclPermissionType.ALLOW)))
                    .all()
                    .get();
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(emission.denied()).isTrue();
                assertThat(emission.missing().orElse("")).contains("Write on topic " + TOPIC);
            });
            assertThat(emission.ended()).isFalse();

            admin.deleteAcls(List.of(new AclBindingFilter(RESOURCE.toFilter(), AccessControlEntryFilter.ANY)))
                    .all()
                    .get();
            await().atMost(LONG).until(emission::ended);
            assertThat(emission.problem()).isEmpty();
            assertThat(emission.acknowledged()).isEqualTo(COUNT);
        }
        assertThat(ids()).isEqualTo(LongStream.range(0, COUNT).boxed().toList());
    }

    private static AclBinding entry(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(RESOURCE, new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
    }

    private static List<Long> ids() {
        TreeSet<Long> ids = new TreeSet<>();
        int records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    String json = new String(record.value());
                    ids.add(Long.parseLong(json.substring(12, json.indexOf(','))));
                    records++;
                }
            }
        }
        assertThat(records).as("no event twice").isEqualTo(ids.size());
        return List.copyOf(ids);
    }
}

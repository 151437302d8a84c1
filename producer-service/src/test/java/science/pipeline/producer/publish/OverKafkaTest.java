package science.pipeline.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import science.pipeline.codec.EventEncoder;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.ProducerApplication;
import science.pipeline.schema.Schema;

/** Whole runs of the producer against a broker in this process. */
class OverKafkaTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FIXED_START = "--producer.synthetic.start=2026-01-16T10:00:00Z";
    private static final String GENERATED = "--producer.replay.timestamps=generated";
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

    @TempDir
    Path folder;

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @Test
    void sendsSoManyFurtherEventsAndGoesOnWithFreshIds() {
        run("ids", "--producer.count=3000");
        run("ids", "--producer.count=2000");

        List<ConsumerRecord<byte[], byte[]>> records = records("ids");
        assertThat(records.stream().map(OverKafkaTest::id).sorted())
                .isEqualTo(LongStream.range(0, 5000).boxed().toList());
        assertThat(records).extracting(ConsumerRecord::partition).contains(0, 1, 2, 3);
        assertThat(records)
                .allMatch(record -> json(record).contains("\"detector_id\":\"" + new String(record.key()) + "\""));
    }

    /** 3,000 events at once are five minutes of event time. */
    @Test
    void goesOnBehindWhatEarlierRunsHaveReachedInEventTime() throws Exception {
        run("ahead", "--producer.count=3000", "--producer.synthetic.event-rate=10");
        run("ahead", "--producer.count=1000", "--producer.synthetic.event-rate=10");
        run("ahead", "--producer.source=replay", "--producer.replay.file=" + recording(100), GENERATED);

        for (List<ConsumerRecord<byte[], byte[]>> partition : byPartition("ahead")) {
            assertThat(partition.stream().map(OverKafkaTest::time)).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void givesTheSameBytesOnFreshTopicsForTheSameSeedAndStart() {
        run("same-a", "--producer.count=2000", FIXED_START);
        run("same-b", "--producer.count=1200", FIXED_START);
        run("same-b", "--producer.count=800", FIXED_START);

        assertThat(contents("same-b")).isEqualTo(contents("same-a"));
    }

    @Test
    void makesItsAvroSchemaKnownToTheRegistryAndNamesItInEveryRecord() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        AtomicInteger status = new AtomicInteger(503);
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer = (status.get() == 200 ? "{\"id\":70000}" : "later").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.getAndSet(200), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        registry.start();
        try {
            run(
                    "registered",
                    "--producer.count=20",
                    "--event.format=avro",
                    "--event.avro.registry=http://127.0.0.1:"
                            + registry.getAddress().getPort());
        } finally {
            registry.stop(0);
        }

        assertThat(asked)
                .hasSize(2)
                .allMatch(question -> question.startsWith("POST /subjects/registered-value/versions {\"schema\":"));
        assertThat(asked.get(1)).contains("\\\"energy_gev\\\"");
        assertThat(records("registered"))
                .hasSize(20)
                .allMatch(record -> ByteBuffer.wrap(record.value()).get(0) == 0
                        && ByteBuffer.wrap(record.value()).getInt(1) == 70_000);
    }

    @Test
    void neverRepeatsAnIdThatAKilledRunHasUsed() throws Exception {
        create("killed", 2);
        send(List.of(
                new ProducerRecord<>("killed", 0, null, event(499)),
                new ProducerRecord<>("killed", 1, null, event(12))));

        run("killed", "--producer.count=3");

        assertThat(records("killed").stream().map(OverKafkaTest::id))
                .contains(500L, 501L, 502L)
                .hasSize(5);
    }

    @Test
    void neverAltersAnExistingTopic() throws Exception {
        create("narrow", 2);

        run("narrow", "--producer.count=100", "--producer.partitions=8");

        assertThat(partitions("narrow")).isEqualTo(2);
        assertThat(records("narrow")).hasSize(100);
    }

    @Test
    void waitsForATopicThatItMayNotCreate() throws Exception {
        try (ConfigurableApplicationContext context =
                start("late", "--producer.count=10", "--producer.create-topic=false")) {
            Emission emission = context.getBean(Emission.class);
            await().atMost(LONG).until(() -> emission.missing().isPresent());
            assertThat(emission.missing().orElseThrow())
                    .contains("There is no topic late")
                    .contains("producer.create-topic is false");
            assertThat(emission.produced()).isZero();

            create("late", 1);

            await().atMost(LONG).until(emission::ended);
            assertThat(emission.acknowledged()).isEqualTo(10);
            assertThat(emission.missing()).isEmpty();
        }
    }

    @Test
    void continuesAKilledReplayWithoutHoleAndWithoutRepetition() throws Exception {
        String file = "--producer.replay.file=" + recording(2_000);
        run("whole", "--producer.source=replay", file);
        List<List<ConsumerRecord<byte[], byte[]>>> whole = byPartition("whole");
        assertThat(whole).filteredOn(records -> !records.isEmpty()).hasSizeGreaterThan(1);
        create("torn", whole.size());
        // A kill leaves each partition with a beginning of its own length.
        List<ProducerRecord<byte[], byte[]>> beginnings = new ArrayList<>();
        for (int partition = 0; partition < whole.size(); partition++) {
            List<ConsumerRecord<byte[], byte[]>> records = whole.get(partition);
            for (ConsumerRecord<byte[], byte[]> record : records.subList(0, records.size() / (partition + 2))) {
                beginnings.add(
                        new ProducerRecord<>("torn", partition, null, record.key(), record.value(), record.headers()));
            }
        }
        send(beginnings);
        // Other records behind them do not hide how far the replay came.
        run("torn", "--producer.count=500", FIXED_START);

        run("torn", "--producer.source=replay", file, "--producer.replay.resume=true");

        assertThat(records("torn").stream()
                        .filter(record -> ReplayMark.isOn(record.headers()))
                        .map(OverKafkaTest::json)
                        .sorted())
                .isEqualTo(records("whole").stream()
                        .map(OverKafkaTest::json)
                        .sorted()
                        .toList());
    }

    @Test
    void endsWithAProblemWhenKafkaRefusesAnEvent() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            admin.createTopics(List.of(new NewTopic("tiny", 1, (short) 1).configs(Map.of("max.message.bytes", "100"))))
                    .all()
                    .get();
        }
        ConfigurableApplicationContext context = start("tiny", "--producer.count=10");
        Emission emission = context.getBean(Emission.class);

        await().atMost(LONG).until(emission::ended);

        assertThat(emission.problem().orElseThrow())
                .contains("Kafka refused an event")
                .contains("max.message.bytes");
        assertThat(emission.failed()).isPositive();
        assertThat(emission.acknowledged()).isZero();
        assertThat(SpringApplication.exit(context)).isEqualTo(1);
    }

    /** As a library's bug or a full moon would have it: no error that Kafka's documents name. */
    @Test
    void anErrorThatNobodyKnowsIsANamedStateAndTriedUntilItPasses() {
        AtomicBoolean broken = new AtomicBoolean(true);
        SpringApplicationBuilder producer = new SpringApplicationBuilder(ProducerApplication.class)
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        if (bean instanceof ProducerFactory<?, ?> factory) {
                            factory.addPostProcessor(client -> {
                                if (broken.get()) {
                                    throw new KafkaException("the moon is full");
                                }
                                return client;
                            });
                        }
                        return bean;
                    }
                }));
        try (ConfigurableApplicationContext context = producer.run(arguments("moon", "--producer.count=10"))) {
            Emission emission = context.getBean(Emission.class);
            await().atMost(LONG).until(emission::retrying);
            assertThat(emission.missing().orElseThrow()).contains("the moon is full");
            assertThat(emission.ended()).isFalse();

            broken.set(false);

            await().atMost(LONG).until(emission::ended);
            assertThat(emission.retrying()).isFalse();
            assertThat(emission.acknowledged()).isEqualTo(10);
            assertThat(emission.failed()).isZero();
        }
        assertThat(records("moon")).hasSize(10);
    }

    private Path recording(int rows) throws Exception {
        StringBuilder csv = new StringBuilder("event_id,timestamp,particle_type,energy_gev,momentum_x,momentum_y,")
                .append("momentum_z,detector_id,is_anomaly\n");
        for (int i = 0; i < rows; i++) {
            csv.append("%d,2026-01-16T10:00:00.%06d,muon,%d.5,1,2,3,DET_%03d,false%n".formatted(i, i, i, i * 7 % 20));
        }
        return Files.writeString(folder.resolve("recorded.csv"), csv);
    }

    private static ConfigurableApplicationContext start(String topic, String... arguments) {
        return new SpringApplicationBuilder(ProducerApplication.class).run(arguments(topic, arguments));
    }

    private static String[] arguments(String topic, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                "--producer.port=0",
                "--producer.rate=0",
                "--producer.topic=" + topic));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    /** A run that ends by itself; the account closes. */
    private static void run(String topic, String... arguments) {
        ConfigurableApplicationContext context = start(topic, arguments);
        Emission emission = context.getBean(Emission.class);
        await().atMost(LONG).until(emission::ended);
        assertThat(emission.problem()).isEmpty();
        assertThat(emission.acknowledged()).isEqualTo(emission.produced());
        assertThat(emission.failed()).isZero();
        assertThat(SpringApplication.exit(context)).isZero();
    }

    private static void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** One request at a time, as the service does: a new partition might take the second batch before the first. */
    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Future<?> sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    private static int partitions(String topic) {
        return byPartition(topic).size();
    }

    private static List<List<String>> contents(String topic) {
        return byPartition(topic).stream()
                .map(records -> records.stream().map(OverKafkaTest::json).toList())
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return byPartition(topic).stream().flatMap(List::stream).toList();
    }

    private static List<List<ConsumerRecord<byte[], byte[]>>> byPartition(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            consumer.assign(partitions);
            List<List<ConsumerRecord<byte[], byte[]>>> records = IntStream.range(0, partitions.size())
                    .<List<ConsumerRecord<byte[], byte[]>>>mapToObj(partition -> new ArrayList<>())
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> records.get(record.partition()).add(record));
            }
            return records;
        }
    }

    private static String json(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String time(ConsumerRecord<byte[], byte[]> record) {
        return json(record).replaceFirst(".*\"timestamp\":\"([^\"]*)\".*", "$1");
    }

    private static Long id(ConsumerRecord<byte[], byte[]> record) {
        String json = json(record);
        return Long.valueOf(json.substring(json.indexOf(':') + 1, json.indexOf(',')));
    }

    private static byte[] event(long id) {
        return new EventEncoder(Schema.byDefault())
                .encode(new ParticleEvent(id, 1_768_559_025_000_000L, "muon", 1, 1, 0, 0, "DET_001", false));
    }
}

package science.pipeline.analytics.intake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.util.backoff.FixedBackOff;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.post.Announcements;
import science.pipeline.analytics.post.KafkaPost;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.kafka.NativeLz4;
import science.pipeline.chassis.registry.SchemaRegistry;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.LiveStatistics;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.dataset.windows.ToldWindows;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.engine.EventPrinter;
import science.pipeline.schema.WriterSchemas;
import science.pipeline.settings.EventProperties;

/** The intake's beans. Only what the promises rest on is set here; all else is {@code spring.kafka.*}. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    private static final long RETRY_MILLIS = 1000;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

    private static final Map<String, Object> OWN_SETTINGS = Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteBufferDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteBufferDeserializer.class,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            // The framework asks for a position before our own seek, and "none" would be fatal there. A reset that
            // Kafka makes later is found by the funnel: its offsets are not the expected ones.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);

    /** Under KIP-848 these are the broker's, and the client refuses the defaults of {@code application.yml}. */
    private static final List<String> CLASSIC_ONLY = List.of(
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);

    @Bean
    @SuppressWarnings("unchecked") // the framework's factory is that of any types, ours are raw bytes
    DefaultKafkaConsumerFactoryCustomizer rawRecordsAndOwnPositions(
            Access access, Cluster cluster, TopicIdentity topicIdentity) {
        NativeLz4.load();
        return factory -> {
            factory.updateConfigs(OWN_SETTINGS);
            factory.updateConfigs(Map.of(
                    ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, interceptors(factory.getConfigurationProperties())));
            factory.addPostProcessor(consumer -> PatientConsumer.of(consumer, access, cluster.causes()));
            ((DefaultKafkaConsumerFactory<?, ByteBuffer>) factory)
                    .setValueDeserializerSupplier(() -> new MetadataBell(topicIdentity::metadataCame));
            Object protocol = factory.getConfigurationProperties().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
            if (protocol != null && protocol.toString().equalsIgnoreCase("consumer")) {
                CLASSIC_ONLY.forEach(factory::removeConfig);
            }
        };
    }

    /** Ours comes last: it is to see what we get. */
    private static List<Object> interceptors(Map<String, Object> settings) {
        Object configured = settings.get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        List<Object> interceptors = new ArrayList<>();
        if (configured instanceof List<?> several) {
            interceptors.addAll(several);
        } else if (configured != null) {
            Stream.of(configured.toString().split(",")).map(String::strip).forEach(interceptors::add);
        }
        interceptors.add(PollChain.class.getName());
        return interceptors;
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer rawBytes() {
        return factory -> factory.updateConfigs(Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class));
    }

    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> ownedPartitions(
            Intake intake) {
        return container -> {
            ContainerProperties properties = container.getContainerProperties();
            properties.setAckMode(ContainerProperties.AckMode.MANUAL);
            properties.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
            properties.setConsumerRebalanceListener(intake);
            // What is denied outside of a poll, as while partitions are handed over.
            properties.setAuthExceptionRetryInterval(Duration.ofMillis(RETRY_MILLIS));
        };
    }

    /** The backstop: whatever escapes is tried again, never discarded. */
    @Bean
    CommonErrorHandler neverDiscards() {
        return new DefaultErrorHandler(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }

    @Bean
    IntakeSettings intakeSettings(AnalyticsProperties properties, @Value("${producer.topic:}") String producerTopic) {
        TopicNames.check(properties.topic(), properties.topics(), producerTopic);
        return new IntakeSettings(
                Instance.here(properties.port()),
                properties.topic(),
                properties.commitInterval(),
                RETRY_PAUSE,
                properties.rollSize().toBytes(),
                properties.minFreeDisk().toBytes(),
                StartPosition.parse(properties.start()),
                properties.detection().alertsPerHour(),
                properties.acceptGap().stream().map(AcceptedGap::parse).toList());
    }

    /** Whoever ends the service listens. */
    @Bean
    Refusals refusals(ApplicationEventPublisher events) {
        return events::publishEvent;
    }

    @Bean
    Committer committer(TopicIdentity topicIdentity) {
        return new Committer(topicIdentity);
    }

    @Bean(destroyMethod = "close")
    ClusterTopicQuestion topicQuestion(Cluster cluster, AnalyticsProperties properties) {
        return new ClusterTopicQuestion(cluster, properties.topic());
    }

    @Bean
    TopicIdentity topicIdentity(ClusterTopicQuestion question) {
        return new TopicIdentity(question);
    }

    @Bean
    FileHandles fileHandles(AnalysisConfiguration configuration) {
        return new FileHandles(
                FileHandles.ofThisProcess(), configuration.menu().enabled().size());
    }

    @Bean
    Bookkeeping bookkeeping(
            ResultsFolder folder,
            IntakeSettings settings,
            AnalysisConfiguration configuration,
            Committer committer,
            Outlets outlets,
            TopicIdentity topicIdentity,
            FileHandles handles,
            EventPrinter printer,
            WriterSchemas writers,
            Refusals refusals) {
        return new Bookkeeping(
                folder,
                settings,
                configuration,
                committer,
                outlets,
                topicIdentity,
                handles,
                printer,
                writers,
                refusals);
    }

    /** @throws InvalidSetting if the registry's URL is none */
    @Bean
    WriterSchemas writerSchemas(EventProperties properties) {
        String registry = properties.avro().registry();
        try {
            return registry.isEmpty() ? WriterSchemas.NONE : new SchemaRegistry(registry);
        } catch (IllegalArgumentException none) {
            throw new InvalidSetting(
                    "event.avro.registry", "'" + registry + "'", "http://HOST:PORT of a schema registry");
        }
    }

    @Bean
    Intake intake(Bookkeeping books, Access access, ObjectProvider<Spectator> spectator) {
        return new Intake(books, access, spectator.getIfAvailable());
    }

    @Bean
    @ConditionalOnProperty(name = "analytics.mode", havingValue = "read-only")
    Spectator spectator(ResultsFolder folder) {
        return new Spectator(folder, System::nanoTime);
    }

    @Bean
    RecordListener recordListener(Intake intake) {
        return new RecordListener(intake);
    }

    @Bean
    KafkaTemplate<byte[], byte[]> bytesTemplate(ProducerFactory<byte[], byte[]> factory) {
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(factory);
        // Spring's own would log every message that Kafka does not take; each outlet says so once.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    @Bean
    Outlets outlets(KafkaTemplate<byte[], byte[]> bytesTemplate, Cluster cluster, AnalyticsProperties properties) {
        KafkaPost post = new KafkaPost(bytesTemplate, cluster, properties.createTopics());
        AnalyticsProperties.Topics topics =
                properties.readsOnly() ? AnalyticsProperties.Topics.OFF : properties.topics();
        return new Outlets(topics, post, System::nanoTime);
    }

    @Bean
    Announcements announcements(Outlets outlets, ResultsFolder folder) {
        return new Announcements(outlets, new ToldWindows(folder));
    }

    @Bean(destroyMethod = "close")
    Cluster cluster(KafkaAdmin kafkaAdmin) {
        return new Cluster(kafkaAdmin.getConfigurationProperties());
    }

    @Bean
    Access access() {
        return new Access();
    }

    @Bean
    Ends ends(Cluster cluster, AnalyticsProperties properties) {
        return new Ends(cluster, properties.topic());
    }

    @Bean
    Group group(
            Intake intake,
            ResultsFolder folder,
            Ends ends,
            IntakeSettings settings,
            AnalysisConfiguration configuration) {
        return new Group(
                intake, folder, ends, settings.instance(), ConfigurationHash.of(configuration), System::nanoTime);
    }

    @Bean
    AccessWatch accessWatch(
            Cluster cluster,
            Access access,
            Intake intake,
            Ends ends,
            AnalyticsProperties properties,
            @Value("${spring.kafka.consumer.group-id}") String group) {
        return new AccessWatch(cluster, access, intake, ends, properties.topic(), group);
    }

    @Bean
    TopicGate topicGate(Cluster cluster, Access access, AnalyticsProperties properties) {
        return new TopicGate(cluster, access, properties.topic(), properties.createInputTopic());
    }

    @Bean
    DrainWatch drainWatch(
            Cluster cluster,
            ResultsFolder folder,
            AnalyticsProperties properties,
            @Value("${spring.kafka.consumer.group-id}") String group,
            @Value("${pipeline.idle-timeout:5s}") Duration idleTimeout,
            Upstream upstream) {
        TopicView topic = new AdminTopicView(cluster, properties.topic(), group);
        return new DrainWatch(topic, folder, idleTimeout, upstream, System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean
    Upstream unknownUpstream() {
        return Upstream.UNKNOWN;
    }

    @Bean
    DetectorAlarms detectorAlarms(
            Intake intake, ResultsFolder folder, StatisticsFiles files, Announcements announcements) {
        return new DetectorAlarms(intake, folder, files, announcements);
    }

    @Bean
    StatisticsWatch statisticsWatch(
            Intake intake,
            ResultsFolder folder,
            StatisticsFiles files,
            DetectorAlarms alarms,
            Announcements announcements,
            AnalysisConfiguration configuration,
            AnalyticsProperties properties) {
        return new StatisticsWatch(
                intake,
                new LiveStatistics(folder, files),
                alarms,
                announcements,
                configuration.watch().enabled(),
                properties.commitInterval().toMillis());
    }

    @Bean
    IntakeStart intakeStart(
            TopicGate gate,
            AccessWatch watch,
            Access access,
            Bookkeeping books,
            KafkaListenerEndpointRegistry registry,
            Refusals refusals,
            ObjectProvider<Spectator> spectator) {
        return new IntakeStart(gate, watch, access, books, registry, refusals, spectator.getIfAvailable());
    }
}

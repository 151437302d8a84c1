package science.pipeline.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.analytics.intake.Upstream;
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.broker.BrokerProperties;
import science.pipeline.producer.publish.Brake;
import science.pipeline.producer.publish.Emission;
import science.pipeline.producer.source.replay.DescribedSchema;
import science.pipeline.terminal.ProgressLine;

/** The parts at work: broker and analytics side by side, then the producer, and watched from the main thread. */
final class Run {

    private static final long LOOK_MILLIS = 250;

    private final boolean exitWhenDrained;
    private final Emission emission;
    private final PipelineProgress progress;
    private final RetentionBrake brake;
    private final KafkaTemplate<?, ?> producerClient;
    private final ProgressLine line;

    private Run(
            boolean exitWhenDrained,
            ConfigurableApplicationContext analytics,
            ConfigurableApplicationContext producer,
            RetentionBrake brake,
            ProgressLine line) {
        this.exitWhenDrained = exitWhenDrained;
        this.progress = analytics.getBean(PipelineProgress.class);
        this.emission = producer.getBean(Emission.class);
        this.producerClient = producer.getBean(KafkaTemplate.class);
        this.brake = brake;
        this.line = line;
    }

    /**
     * Starts what the settings ask for.
     *
     * @param closings told of each part as soon as it is up: the producer stops first, then the analytics service
     *     finishes what it has read and builds the final dataset, and the broker goes last
     * @throws StartFailure if a part does not start
     */
    static Run start(ConfigurableApplicationContext settings, String[] arguments, Closings closings) {
        BrokerProperties broker = settings.getBean(BrokerProperties.class);
        boolean ownBroker = !Kafka.isNamed(settings.getEnvironment());
        PipelineProperties pipeline = settings.getBean(PipelineProperties.class);
        ProgressLine line = pipeline.terminal() ? ProgressLine.on(System.out) : ProgressLine.unseen();
        closings.add(line::close);

        if (pipeline.terminal()) {
            System.out.println("Starts " + (ownBroker ? "Kafka, " : "") + "the analytics service and the producer …");
        }
        Map<String, Object> shared = new HashMap<>(Map.of("pipeline.standalone", true));
        if (settings.getEnvironment().getPropertySources().get(DescribedSchema.NAME)
                instanceof MapPropertySource chosen) {
            shared.putAll(chosen.getSource());
        }
        Optional<Node> node = ownBroker ? Optional.of(Node.start(arguments)) : Optional.empty();
        node.ifPresent(own -> {
            shared.put(Kafka.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            closings.add(own::close);
        });

        AtomicReference<@Nullable Emission> emission = new AtomicReference<>();
        Upstream upstream = () -> hasEnded(emission.get());
        ConfigurableApplicationContext analytics =
                Part.ANALYTICS.start(arguments, new Shared<>(shared, Upstream.class, upstream));
        closings.add(() -> finish(analytics, line, pipeline.terminal()));
        node.ifPresent(Node::await);

        RetentionBrake brake =
                ownBroker ? new RetentionBrake(broker.retentionBytes().toBytes()) : RetentionBrake.none();
        ConfigurableApplicationContext producer =
                Part.PRODUCER.start(arguments, new Shared<>(shared, Brake.class, brake));
        closings.add(producer::close);
        emission.set(producer.getBean(Emission.class));

        if (pipeline.terminal()) {
            new Welcome(ownBroker ? broker : null, analytics, producer).print();
        }
        return new Run(pipeline.exitWhenDrained(), analytics, producer, brake, line);
    }

    /** Shows the progress until the run is over or the closing has begun. */
    void watch(Closings closings) throws InterruptedException {
        ProgressText text = new ProgressText(emission, progress);
        do {
            brake.look(emission, progress, producerClient);
            line.update(text.now());
        } while (!isOver() && !closings.awaitBegin(LOOK_MILLIS));
    }

    private boolean isOver() {
        return !isFaultless() || (exitWhenDrained && progress.drained());
    }

    /** Whether neither service had to give up; what it was, it has said. */
    boolean isFaultless() {
        return emission.problem().isEmpty() && progress.refusal().isEmpty();
    }

    /** Before the producer is up, all is still to come. */
    private static boolean hasEnded(@Nullable Emission emission) {
        return emission != null && emission.ended();
    }

    private static void finish(ConfigurableApplicationContext analytics, ProgressLine line, boolean terminal) {
        PipelineProgress progress = analytics.getBean(PipelineProgress.class);
        Path results = analytics.getBean(AnalyticsProperties.class).resultsDir();
        analytics.close();
        line.close();
        if (terminal) {
            new Farewell(progress.summary(), results).print();
        }
    }
}

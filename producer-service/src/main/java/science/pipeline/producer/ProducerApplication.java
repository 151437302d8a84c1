package science.pipeline.producer;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import science.pipeline.chassis.registry.SchemaRegistry;
import science.pipeline.producer.ProducerProperties.SourceKind;
import science.pipeline.producer.source.FrameSource;
import science.pipeline.producer.source.Source;
import science.pipeline.producer.source.SourceException;
import science.pipeline.producer.source.replay.DescribedSchema;
import science.pipeline.producer.source.replay.ReplaySource;
import science.pipeline.producer.source.synthetic.SchemaFill;
import science.pipeline.producer.source.synthetic.SyntheticSource;
import science.pipeline.schema.FormSettings;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.SchemaYaml;
import science.pipeline.schema.WriterSchemas;
import science.pipeline.settings.EventProperties;
import science.pipeline.settings.Surroundings;

/** The producer: events from a source to Kafka. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableConfigurationProperties(EventProperties.class)
@EnableScheduling
public class ProducerApplication {

    private static final double EVENT_RATE_WITHOUT_PACE = 1000;

    /** Runs until the events asked for are acknowledged; the exit code is 0 unless some were not. */
    public static void main(String[] args) throws InterruptedException {
        Surroundings.settle(args);
        SpringApplication spring = new SpringApplication(ProducerApplication.class);
        spring.addInitializers(context -> DescribedSchema.settle(context.getEnvironment()));
        ConfigurableApplicationContext context = spring.run(args);
        context.getBean(EndOfRun.class).await();
        System.exit(SpringApplication.exit(context));
    }

    /** @throws SourceException if there is no such schema, or something is wrong with it */
    @Bean
    static Schema schema(EventProperties properties, ProducerProperties producer) {
        try {
            return form(properties, producer).over(SchemaYaml.find(properties.schema()));
        } catch (SchemaFault fault) {
            throw new SourceException(String.valueOf(fault.getMessage()), fault);
        }
    }

    private static FormSettings form(EventProperties properties, ProducerProperties producer) {
        return new FormSettings(
                producer.format().isEmpty() ? properties.format() : producer.format(),
                properties.maxBytes().toBytes(),
                properties.csv().columns(),
                properties.csv().separator(),
                properties.avro().schema(),
                properties.avro().registry());
    }

    /** @throws SourceException if the registry's URL is none */
    @Bean
    static WriterSchemas writerSchemas(EventProperties properties) {
        String registry = properties.avro().registry();
        try {
            return registry.isEmpty() ? WriterSchemas.NONE : new SchemaRegistry(registry);
        } catch (IllegalArgumentException none) {
            throw new SourceException("event.avro.registry: " + none.getMessage(), none);
        }
    }

    @Bean
    Source source(ProducerProperties properties, Schema schema) {
        ReplaySource.checkMapping(properties.replay(), schema);
        Clock clock = Clock.systemUTC();
        Source events = events(properties, schema, clock);
        if (properties.frame() > 1 && !schema.hasIndex()) {
            throw new SourceException("producer.frame: found " + properties.frame() + ", but the schema "
                    + schema.name() + " has no list of events; expected 1, or a schema with each: path.to.list");
        }
        return schema.hasIndex()
                ? new FrameSource(events, schema, properties.frame(), properties.source() == SourceKind.REPLAY)
                : events;
    }

    private static Source events(ProducerProperties properties, Schema schema, Clock clock) {
        return switch (properties.source()) {
            case SYNTHETIC -> {
                double eventRate = properties.rate() > 0 ? properties.rate() : EVENT_RATE_WITHOUT_PACE;
                SyntheticSource particles = new SyntheticSource(properties.synthetic(), eventRate, clock);
                yield schema.fields().equals(Schema.byDefault().fields())
                        ? particles
                        : new SchemaFill(
                                particles, schema, properties.synthetic().seed());
            }
            case REPLAY -> new ReplaySource(properties.replay(), schema, clock);
        };
    }
}

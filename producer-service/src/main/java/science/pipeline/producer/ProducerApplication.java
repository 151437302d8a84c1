package science.pipeline.producer;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import science.pipeline.producer.source.Source;
import science.pipeline.producer.source.replay.ReplaySource;
import science.pipeline.producer.source.synthetic.SyntheticSource;
import science.pipeline.settings.Surroundings;

/** The producer: events from a source to Kafka. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ProducerApplication {

    private static final double EVENT_RATE_WITHOUT_PACE = 1000;

    /** Runs until the events asked for are acknowledged; the exit code is 0 unless some were not. */
    public static void main(String[] args) throws InterruptedException {
        Surroundings.settle(args);
        ConfigurableApplicationContext context = SpringApplication.run(ProducerApplication.class, args);
        context.getBean(EndOfRun.class).await();
        System.exit(SpringApplication.exit(context));
    }

    @Bean
    Source source(ProducerProperties properties) {
        Clock clock = Clock.systemUTC();
        return switch (properties.source()) {
            case SYNTHETIC -> {
                double eventRate = properties.rate() > 0 ? properties.rate() : EVENT_RATE_WITHOUT_PACE;
                yield new SyntheticSource(properties.synthetic(), eventRate, clock);
            }
            case REPLAY -> new ReplaySource(properties.replay(), clock);
        };
    }
}

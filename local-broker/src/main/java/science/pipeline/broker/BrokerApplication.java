package science.pipeline.broker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import science.pipeline.settings.Surroundings;

/**
 * Runs one Kafka node until it is stopped. There is nothing here to auto-configure, so that the node stays the same
 * whatever else is on the class path.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerProperties.class)
public class BrokerApplication {

    /** Starts a node as {@code application.yml} and {@code --broker.key=value} say. */
    public static void main(String[] args) {
        Surroundings.settle(args);
        SpringApplication application = new SpringApplication(BrokerApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args);
    }

    @Bean
    LocalBroker localBroker(BrokerProperties properties) {
        return new LocalBroker(properties);
    }
}

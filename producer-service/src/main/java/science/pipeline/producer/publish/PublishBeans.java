package science.pipeline.producer.publish;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that Boot does not know. */
@Configuration(proxyBeanMethods = false)
class PublishBeans {

    private static final int CLOSE_SECONDS = 10;

    /** Nobody holds the producer back when it runs alone. */
    @Bean
    @ConditionalOnMissingBean
    Brake noBrake() {
        return () -> false;
    }

    /** How long a client that is closed goes on trying to send what it holds. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer patienceAtTheEnd() {
        return factory -> factory.setPhysicalCloseTimeout(CLOSE_SECONDS);
    }
}

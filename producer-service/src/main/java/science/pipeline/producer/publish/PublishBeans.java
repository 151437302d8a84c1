package science.pipeline.producer.publish;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.chassis.kafka.NativeLz4;

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

    /** A client compresses fast, and when it is closed it goes on for a while to send what it holds. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer client() {
        NativeLz4.load();
        return factory -> factory.setPhysicalCloseTimeout(CLOSE_SECONDS);
    }
}

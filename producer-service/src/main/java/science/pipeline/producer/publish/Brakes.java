package science.pipeline.producer.publish;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the room needs unless somebody brings it. */
@Configuration(proxyBeanMethods = false)
class Brakes {

    /** Nobody holds the producer back when it runs alone. */
    @Bean
    @ConditionalOnMissingBean
    Brake noBrake() {
        return () -> false;
    }
}

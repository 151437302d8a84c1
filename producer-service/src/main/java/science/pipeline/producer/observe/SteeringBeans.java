package science.pipeline.producer.observe;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.chassis.web.FrontDoor;
import science.pipeline.producer.ProducerProperties;

/** Who may ask and who may steer this service by HTTP. */
@Configuration(proxyBeanMethods = false)
class SteeringBeans {

    @Bean
    FrontDoor frontDoor(ProducerProperties properties) {
        return properties.frontDoor();
    }
}

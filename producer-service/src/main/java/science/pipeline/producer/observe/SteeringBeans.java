package science.pipeline.producer.observe;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.chassis.web.BarePost;
import science.pipeline.producer.ProducerProperties;

/** Who may steer this service by HTTP, and how plainly. */
@Configuration(proxyBeanMethods = false)
class SteeringBeans {

    @Bean
    AdminGate adminGate(ProducerProperties properties) {
        return new AdminGate(
                "producer.admin",
                properties.admin().enabled(),
                properties.admin().token());
    }

    @Bean
    BarePost barePost() {
        return new BarePost();
    }
}

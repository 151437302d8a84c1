package science.pipeline.producer.observe;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.chassis.web.BarePost;
import science.pipeline.chassis.web.HostGate;
import science.pipeline.chassis.web.WholeBody;
import science.pipeline.producer.ProducerProperties;

/** Who may ask and who may steer this service by HTTP, and how plainly. */
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
    HostGate hostGate(ProducerProperties properties, ServerProperties server) {
        return new HostGate(
                "producer.allowed-hosts", properties.address(), server.getAddress(), properties.allowedHosts());
    }

    @Bean
    WholeBody wholeBody() {
        return new WholeBody();
    }

    @Bean
    BarePost barePost() {
        return new BarePost();
    }
}

package science.pipeline.analytics.observe;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.chassis.web.BarePost;
import science.pipeline.chassis.web.HostGate;
import science.pipeline.chassis.web.WholeBody;

/** Who may ask and who may steer this service by HTTP, and how plainly. */
@Configuration(proxyBeanMethods = false)
class SteeringBeans {

    @Bean
    AdminGate adminGate(AnalyticsProperties properties) {
        return new AdminGate(
                "analytics.admin",
                properties.admin().enabled(),
                properties.admin().token());
    }

    @Bean
    HostGate hostGate(AnalyticsProperties properties, ServerProperties server) {
        return new HostGate(
                "analytics.allowed-hosts", properties.address(), server.getAddress(), properties.allowedHosts());
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

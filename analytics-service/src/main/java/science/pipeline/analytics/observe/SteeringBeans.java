package science.pipeline.analytics.observe;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.chassis.web.BarePost;

/** Who may steer this service by HTTP, and how plainly. */
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
    BarePost barePost() {
        return new BarePost();
    }
}

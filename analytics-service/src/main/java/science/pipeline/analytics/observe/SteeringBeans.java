package science.pipeline.analytics.observe;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.chassis.web.FrontDoor;

/** Who may ask and who may steer this service by HTTP. */
@Configuration(proxyBeanMethods = false)
class SteeringBeans {

    @Bean
    FrontDoor frontDoor(AnalyticsProperties properties) {
        return properties.frontDoor();
    }
}

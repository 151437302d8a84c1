package science.pipeline.producer.observe;

import org.apache.kafka.common.KafkaException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.producer.publish.EventTopic;

/** Whether Kafka answers. */
@Component
final class KafkaHealthIndicator implements HealthIndicator {

    private final EventTopic topic;

    KafkaHealthIndicator(EventTopic topic) {
        this.topic = topic;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("bootstrapServers", topic.bootstrapServers());
        try {
            return health.withDetail("clusterId", topic.clusterId()).build();
        } catch (NotReadyException | KafkaException e) {
            return health.down()
                    .withDetail("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}

package science.pipeline.chassis.kafka;

import java.util.Map;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import science.pipeline.settings.OwnKeys;

/** Spring's keys of Kafka's clients: a typo among them is found like one among ours. */
final class KafkaKeys implements OwnKeys {

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of("spring.kafka", KafkaProperties.class);
    }
}

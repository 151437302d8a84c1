package science.pipeline.producer;

import java.util.Map;
import science.pipeline.settings.EventProperties;
import science.pipeline.settings.OwnKeys;

/** The keys that the producer obeys. */
final class ProducerKeys implements OwnKeys {

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of("producer", ProducerProperties.class, "event", EventProperties.class);
    }
}

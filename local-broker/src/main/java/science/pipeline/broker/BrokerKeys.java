package science.pipeline.broker;

import java.util.Map;
import science.pipeline.settings.OwnKeys;

/** The keys that the node obeys. */
final class BrokerKeys implements OwnKeys {

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of("broker", BrokerProperties.class);
    }
}

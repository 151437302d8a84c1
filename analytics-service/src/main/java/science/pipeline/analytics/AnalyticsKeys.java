package science.pipeline.analytics;

import java.util.Map;
import science.pipeline.settings.OwnKeys;

/** The keys that this service obeys. */
final class AnalyticsKeys implements OwnKeys {

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of("analytics", AnalyticsProperties.class, "pipeline", PipelineProperties.class);
    }
}

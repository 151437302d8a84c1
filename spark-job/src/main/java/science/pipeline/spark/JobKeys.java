package science.pipeline.spark;

import java.util.Map;
import science.pipeline.settings.OwnKeys;

/** The keys that the job obeys beside those of the service. */
final class JobKeys implements OwnKeys {

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of("spark-job", JobProperties.class);
    }
}

package science.pipeline.settings;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** A part with one key of each kind. */
final class SampleKeys implements OwnKeys {

    @Validated
    @ConfigurationProperties(prefix = "sample", ignoreUnknownFields = false)
    record Sample(
            @DefaultValue("a topic") String topic,
            @DefaultValue("1") @Min(1) int partitions,
            @DefaultValue("1s") Duration commitInterval,
            @DefaultValue("false") boolean endless,
            @DefaultValue List<String> files,
            @DefaultValue Map<String, Double> masses,
            @DefaultValue Map<String, Map<String, String>> selections,
            @DefaultValue Deeper deeper) {}

    record Deeper(
            @DefaultValue("2") int level, @DefaultValue Map<String, String> properties) {}

    @Override
    public Map<String, Class<?>> roots() {
        return Map.of("sample", Sample.class);
    }
}

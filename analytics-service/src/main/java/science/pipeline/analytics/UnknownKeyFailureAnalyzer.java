package science.pipeline.analytics;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Says which keys there are when somebody has written one that there is not. */
@Order(0) // before Boot's own, which does not know the keys
final class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private static final Map<String, Class<?>> OURS =
            Map.of("analytics", AnalyticsProperties.class, "pipeline", PipelineProperties.class);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        StringBuilder found = new StringBuilder();
        for (ConfigurationProperty unknown : cause.getUnboundProperties()) {
            ConfigurationPropertyName name = unknown.getName();
            Class<?> group = OURS.get(name.getElement(0, ConfigurationPropertyName.Form.DASHED));
            if (group == null) {
                return null;
            }
            found.append("%s: there is no such key (value %s, from %s). Expected one of %s.%n"
                    .formatted(name, unknown.getValue(), unknown.getOrigin(), keysBeside(name, group)));
        }
        return new FailureAnalysis(found.toString().strip(), "Correct the key, then start again.", cause);
    }

    /** The keys of the innermost group that the unknown key names rightly. */
    private static String keysBeside(ConfigurationPropertyName unknown, Class<?> root) {
        Class<?> group = root;
        StringBuilder prefix = new StringBuilder(element(unknown, 0)).append('.');
        for (int i = 1; i < unknown.getNumberOfElements(); i++) {
            String element = element(unknown, i);
            Class<?> inner = Stream.of(group.getRecordComponents())
                    .filter(component -> key(component).equals(element))
                    .<Class<?>>map(RecordComponent::getType)
                    .filter(Class::isRecord)
                    .findAny()
                    .orElse(null);
            if (inner == null) {
                break;
            }
            group = inner;
            prefix.append(element).append('.');
        }
        return Stream.of(group.getRecordComponents())
                .map(component -> prefix + key(component))
                .collect(Collectors.joining(", "));
    }

    private static String element(ConfigurationPropertyName name, int index) {
        return name.getElement(index, ConfigurationPropertyName.Form.DASHED);
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

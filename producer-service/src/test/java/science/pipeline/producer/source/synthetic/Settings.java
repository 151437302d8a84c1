package science.pipeline.producer.source.synthetic;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** Settings of the synthetic source as they are bound in the application: the defaults, and what a test changes. */
final class Settings {

    private Settings() {}

    static SyntheticProperties with(Map<String, String> changes) {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(changes)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("", SyntheticProperties.class);
    }
}

package science.pipeline.standalone;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * What a part gets from the others in its JVM.
 *
 * @param settings settings that win over all others
 * @param type type of the bean
 * @param bean the bean through which it sees another part
 */
record Shared<T>(Map<String, Object> settings, Class<T> type, T bean)
        implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("one JVM", settings));
        context.registerBean(type, () -> bean);
    }
}

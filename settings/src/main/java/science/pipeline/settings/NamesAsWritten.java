package science.pipeline.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Names that people chose are put in brackets in whatever else holds settings: options, JSON, properties. */
final class NamesAsWritten implements EnvironmentPostProcessor, Ordered {

    private final FreeNames names = FreeNames.ofAllParts();

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // when all is there that holds settings
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        EnvironmentVariables.hideThoseOfKubernetes(environment);
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable
                    && !(source instanceof SystemEnvironmentPropertySource)
                    && Stream.of(enumerable.getPropertyNames()).anyMatch(this::isRewritten)) {
                environment.getPropertySources().replace(source.getName(), new Rewritten(enumerable, names));
            }
        }
    }

    private boolean isRewritten(String name) {
        return !names.bracketed(name).equals(name);
    }

    /** The same values under the names in brackets. */
    private static final class Rewritten extends EnumerablePropertySource<EnumerablePropertySource<?>>
            implements OriginLookup<String> {

        private final Map<String, String> written = new LinkedHashMap<>();

        Rewritten(EnumerablePropertySource<?> source, FreeNames names) {
            super(source.getName(), source);
            String[] all = source.getPropertyNames();
            if (source instanceof CommandLinePropertySource<?>) {
                // Spring has them in an order that depends on how many others there are; entries of maps keep theirs.
                Arrays.sort(all);
            }
            for (String name : all) {
                written.put(names.bracketed(name), name);
            }
        }

        @Override
        public String[] getPropertyNames() {
            return written.keySet().toArray(String[]::new);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return source.getProperty(written.getOrDefault(name, name));
        }

        @Override
        public @Nullable Origin getOrigin(String name) {
            String before = written.getOrDefault(name, name);
            return OriginLookup.getOrigin(source, before);
        }
    }
}

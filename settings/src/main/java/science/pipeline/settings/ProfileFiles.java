package science.pipeline.settings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** A profile that no file knows changes nothing, and a typo in its name would not be seen. */
final class ProfileFiles {

    /** Those that the parts bring; one part may have a file where another needs none. */
    static final Set<String> SHIPPED = new TreeSet<>(Set.of("cms-dilepton", "cms-four-lepton", "json-logs"));

    private ProfileFiles() {}

    static List<Fault> faults(ConfigurableEnvironment environment) {
        return Stream.of(environment.getActiveProfiles())
                .filter(profile -> !SHIPPED.contains(profile))
                .filter(profile ->
                        environment.getPropertySources().stream().noneMatch(source -> speaksOf(source, profile)))
                .map(profile -> new Fault(
                        "spring.profiles.active",
                        "'" + profile + "', of which no file knows",
                        "one of " + String.join(", ", SHIPPED) + ", or a file application-" + profile + ".yml",
                        ""))
                .toList();
    }

    private static boolean speaksOf(PropertySource<?> source, String profile) {
        return source.getName().contains("-" + profile + ".")
                || source instanceof EnumerablePropertySource<?> enumerable
                        && Stream.of(enumerable.getPropertyNames())
                                .anyMatch(name -> name.startsWith("spring.profiles.group." + profile)
                                        || name.startsWith("spring.config.activate.on-profile")
                                                && String.valueOf(source.getProperty(name))
                                                        .contains(profile));
    }
}

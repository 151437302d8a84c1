package science.pipeline.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * One setting that somebody wrote: in a file, as an option or as a property of the JVM. What the environment holds is
 * judged by {@link EnvironmentVariables}.
 *
 * @param value its text
 * @param place where it stands
 * @param option whether on the command line
 * @param ofJvm whether a property of the JVM, which build tools and other programs set too
 */
record Written(WrittenName name, String value, String place, boolean option, boolean ofJvm) {

    private static final Set<String> NOT_WRITTEN = Set.of("systemEnvironment", "random", "configurationProperties");

    /** All of them; of one key in several places the one that wins. */
    static Collection<Written> all(ConfigurableEnvironment environment) {
        Map<String, Written> all = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable && !NOT_WRITTEN.contains(source.getName())) {
                for (String name : enumerable.getPropertyNames()) {
                    all.computeIfAbsent(name, key -> of(enumerable, key));
                }
            }
        }
        return all.values();
    }

    private static Written of(EnumerablePropertySource<?> source, String name) {
        boolean isOption = source.getName().equals("commandLineArgs");
        boolean isOfJvm = source.getName().equals("systemProperties");
        String place = isOfJvm
                ? "a property of the JVM, -D" + name
                : isOption ? "on the command line" : Place.of(OriginLookup.getOrigin(source, name));
        return new Written(WrittenName.of(name), String.valueOf(source.getProperty(name)), place, isOption, isOfJvm);
    }

    Fault fault(String found, String expected) {
        return new Fault(name.text(), found, expected, place);
    }
}

package science.pipeline.settings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.ConfigurableEnvironment;

/** <code>${NAME}</code> that stands for nothing: Spring would take it for the value itself. */
final class Placeholders {

    private static final Set<String> ROOTS = Set.of("analytics", "broker", "pipeline", "producer", "server", "spring");

    private Placeholders() {}

    static List<Fault> faults(Collection<Written> settings, ConfigurableEnvironment environment) {
        return settings.stream()
                .filter(setting -> setting.value().contains("${"))
                .filter(setting -> ROOTS.contains(
                        WrittenName.letters(setting.name().elements().get(0))))
                .flatMap(setting -> fault(setting, environment).stream())
                .toList();
    }

    private static Optional<Fault> fault(Written setting, ConfigurableEnvironment environment) {
        try {
            environment.resolveRequiredPlaceholders(setting.value());
            return Optional.empty();
        } catch (IllegalArgumentException unresolvable) {
            return Optional.of(setting.fault(
                    "'" + setting.value() + "', in which a name stands for nothing",
                    "an environment variable or key that is set, or a default as in ${NAME:default}"));
        }
    }
}

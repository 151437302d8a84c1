package science.pipeline.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;

/** Everything that is wrong with a configuration. */
public final class Faults {

    private Faults() {}

    /** A line for each fault, for a start that failed; empty if the reason lies elsewhere. */
    public static String told(ConfigurableEnvironment environment) {
        KnownKeys keys = KnownKeys.ofAllParts();
        List<Fault> names = ofNames(environment, keys);
        List<Fault> values = ValueFaults.of(environment, keys);
        values.removeIf(value -> names.stream().anyMatch(name -> name.key().equals(value.key())));
        return Stream.concat(names.stream(), values.stream())
                .map(Fault::sentence)
                .distinct()
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** What nothing else would find: it is looked for at each start, and takes no binding. */
    static List<Fault> ofNames(ConfigurableEnvironment environment, KnownKeys keys) {
        Collection<Written> settings = Written.all(environment);
        List<Fault> faults = new ArrayList<>(StrayArguments.faults(environment));
        faults.addAll(new NameFaults(keys).of(settings));
        faults.addAll(EnvironmentVariables.faults(environment, keys));
        faults.addAll(Placeholders.faults(settings, environment));
        faults.addAll(ProfileFiles.faults(environment));
        return faults;
    }
}

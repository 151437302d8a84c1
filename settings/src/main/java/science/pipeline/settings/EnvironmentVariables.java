package science.pipeline.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What the environment holds under our names. It belongs to everybody: Kubernetes puts the addresses of its Services
 * there, other programs their own settings. What Kubernetes set is hidden from Spring; what nearly names a key of ours
 * is refused; what is far from any is left alone with a line in the log.
 */
final class EnvironmentVariables {

    private static final Logger log = LoggerFactory.getLogger(EnvironmentVariables.class);

    private static final String NAME = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private static final Pattern OURS = Pattern.compile("(ANALYTICS|BROKER|PIPELINE|PRODUCER|SERVER|MANAGEMENT)_.*");

    /** As Kubernetes and Docker name the ports of services, with an address as value. */
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*(_SERVICE_HOST|_SERVICE_PORT(_.+)?|_PORT_[0-9]+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)");

    private EnvironmentVariables() {}

    /** Variables without those that would be taken for our ports. */
    private static final class Filtered extends SystemEnvironmentPropertySource {

        private final Set<String> hidden;

        Filtered(String name, Map<String, Object> variables, Set<String> hidden) {
            super(name, variables);
            this.hidden = hidden;
        }
    }

    static void hideThoseOfKubernetes(ConfigurableEnvironment environment) {
        PropertySource<?> source = environment.getPropertySources().get(NAME);
        if (source == null || !(source.getSource() instanceof Map<?, ?> variables)) {
            return;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        Set<String> hidden = new TreeSet<>();
        variables.forEach((name, value) -> {
            if (OURS.matcher(name.toString()).matches()
                    && ADDRESS.matcher(value.toString()).matches()) {
                hidden.add(name.toString());
            } else {
                kept.put(name.toString(), value);
            }
        });
        if (!hidden.isEmpty()) {
            environment.getPropertySources().replace(NAME, new Filtered(NAME, kept, hidden));
        }
    }

    static boolean isOfKubernetes(String variable, Object value) {
        return OF_A_SERVICE.matcher(variable).matches()
                || variable.endsWith("_PORT")
                        && ADDRESS.matcher(String.valueOf(value)).matches();
    }

    static List<Fault> faults(ConfigurableEnvironment environment, KnownKeys keys) {
        List<Fault> faults = new ArrayList<>();
        TreeSet<String> ignored = new TreeSet<>();
        PropertySource<?> source = environment.getPropertySources().get(NAME);
        if (source instanceof Filtered filtered) {
            say("Kubernetes set them for its Services", filtered.hidden);
        }
        if (source != null && source.getSource() instanceof Map<?, ?> variables) {
            variables.forEach(
                    (name, value) -> judge(String.valueOf(name), String.valueOf(value), keys, faults, ignored));
        }
        say("they name no key of this program", ignored);
        return faults;
    }

    /** Once a process, however many parts it holds. */
    private static void say(String why, Set<String> variables) {
        Set<String> news = new TreeSet<>(variables);
        news.removeIf(variable -> !SAID.add(variable));
        if (!news.isEmpty()) {
            log.warn("Ignored, for {}: environment variables {}", why, String.join(", ", news));
        }
    }

    private static void judge(
            String variable, String value, KnownKeys keys, List<Fault> faults, TreeSet<String> ignored) {
        if (!variable.matches("[A-Za-z0-9_]+_[A-Za-z0-9_]+") || isOfKubernetes(variable, value)) {
            return;
        }
        Optional<String> root = keys.roots().keySet().stream()
                .filter(each -> isBelow(variable, each))
                .findFirst();
        boolean isNearlyBelow = root.isEmpty()
                && keys.roots().keySet().stream().anyMatch(each -> Likeness.distance(first(variable, each), each) <= 2);
        if (root.isEmpty() && !isNearlyBelow) {
            return;
        }
        String letters = WrittenName.letters(variable);
        Optional<KnownKeys.Key> known =
                keys.all().stream().filter(key -> isNamed(letters, key)).findFirst();
        if (known.isPresent()) {
            known.filter(key -> key.isMap() && !key.isPassedThrough())
                    .ifPresent(key -> faults.add(fault(
                            variable,
                            value,
                            "the name below " + key.name()
                                    + " in application.yml or as an option, where it keeps its letters")));
            return;
        }
        Likeness.nearest(
                        letters,
                        keys.all(),
                        key -> WrittenName.letters(key.name().replace(".", "")))
                .ifPresentOrElse(
                        key -> faults.add(fault(variable, value, variable(key.name()))),
                        () -> root.ifPresent(each -> ignored.add(variable)));
    }

    private static Fault fault(String variable, String value, String expected) {
        return new Fault(
                variable, "'" + value + "', but there is no such key", expected, "environment variable " + variable);
    }

    private static boolean isNamed(String letters, KnownKeys.Key key) {
        String name = WrittenName.letters(key.name().replace(".", ""));
        return letters.equals(name)
                || key.isMap() && letters.startsWith(name)
                || key.isList() && letters.matches(Pattern.quote(name) + "[0-9]+");
    }

    private static boolean isBelow(String variable, String root) {
        return variable.toLowerCase(Locale.ROOT).startsWith(root.replace('.', '_') + "_");
    }

    /** As many words of the variable as the root has. */
    private static String first(String variable, String root) {
        String[] words = variable.toLowerCase(Locale.ROOT).split("_");
        int wanted = root.split("\\.").length;
        return words.length < wanted ? "" : String.join(".", List.of(words).subList(0, wanted));
    }

    /** {@code ANALYTICS_COMMIT_INTERVAL}. */
    private static String variable(String key) {
        return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}

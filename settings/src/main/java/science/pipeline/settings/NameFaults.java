package science.pipeline.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/** Names that lead nowhere: a key that there is not, a root that nearly is one of ours. */
final class NameFaults {

    /** Of parts that may run in another process, with files that may be shared. */
    private static final List<String> OURS =
            List.of("analytics", "broker", "event", "login", "pipeline", "producer", "spark-job");

    /** Roots of Spring's, and what a person who misspells them goes on with. */
    private static final Map<String, Set<String>> SPRINGS = Map.of(
            "spring", Set.of("kafka", "application", "profiles", "main", "config", "lifecycle", "task", "jmx"),
            "server", Set.of("port", "address", "ssl", "servlet", "tomcat", "shutdown"),
            "management", Set.of("endpoint", "endpoints", "server", "metrics", "health", "info", "prometheus"),
            "logging", Set.of("level", "pattern", "file", "group", "structured", "config"));

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private final KnownKeys keys;

    NameFaults(KnownKeys keys) {
        this.keys = keys;
    }

    List<Fault> of(Collection<Written> settings) {
        List<Fault> faults = new ArrayList<>();
        settings.forEach(setting -> keys.find(setting.name())
                .flatMap(lookup -> fault(setting, lookup))
                .or(() -> foreign(setting))
                .ifPresent(faults::add));
        return faults;
    }

    private Optional<Fault> fault(Written setting, KnownKeys.Lookup lookup) {
        KnownKeys.Key key = lookup.key();
        if (key == null) {
            Optional<KnownKeys.Key> meant = Likeness.nearest(
                    WrittenName.letters(lookup.element()),
                    lookup.beside(),
                    each -> WrittenName.letters(each.property()));
            return setting.ofJvm() && meant.isEmpty()
                    ? Optional.empty()
                    : Optional.of(unknown(
                            setting, meant.map(KnownKeys.Key::name).orElseGet(() -> expected(setting, lookup))));
        }
        boolean holdsKeys = key.isGroup() || key.isMap();
        if (holdsKeys && !setting.value().isEmpty()) {
            return Optional.of(setting.fault("'" + setting.value() + "'", "keys below it"));
        }
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(key.type().toClass());
        if (Number.class.isAssignableFrom(type) && !isNumber(setting.value())) {
            String found = setting.value().isEmpty() ? "nothing" : "'" + setting.value() + "'";
            return Optional.of(setting.fault(found, Expected.of(key.type())));
        }
        if (setting.value().isEmpty() && !holdsKeys && !key.isList() && type != String.class) {
            return Optional.of(setting.fault("nothing", Expected.of(key.type())));
        }
        return Optional.empty();
    }

    /** {@code 1d}, {@code 0x1p3}, {@code NaN} and digits of other scripts are numbers to Java alone. */
    private static boolean isNumber(String value) {
        return value.contains("${") || NUMBER.matcher(value).matches();
    }

    private static String expected(Written setting, KnownKeys.Lookup lookup) {
        return lookup.beside().isEmpty()
                ? "no further key behind " + parent(setting.name().text())
                : "one of " + lookup.beside().stream().map(KnownKeys.Key::name).collect(Collectors.joining(", "));
    }

    private static String parent(String name) {
        int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf('['));
        return end < 0 ? name : name.substring(0, end);
    }

    private static Fault unknown(Written setting, String expected) {
        return setting.fault("'" + setting.value() + "', but there is no such key", expected);
    }

    private Optional<Fault> foreign(Written setting) {
        List<String> elements = setting.name().elements();
        String root = WrittenName.letters(elements.get(0));
        if (OURS.stream().map(WrittenName::letters).anyMatch(root::equals)) {
            return Optional.empty();
        }
        String second = elements.size() > 1 ? WrittenName.letters(elements.get(1)) : "";
        if (root.equals("spring")) {
            boolean nearlyKafka = !second.equals("kafka") && Likeness.distance(second, "kafka") <= 2;
            return nearlyKafka ? Optional.of(unknown(setting, "spring.kafka")) : Optional.empty();
        }
        return SPRINGS.keySet().stream()
                .filter(springs -> !SPRINGS.containsKey(root)
                        && Likeness.distance(root, springs) <= 2
                        && SPRINGS.getOrDefault(springs, Set.of()).contains(second))
                .findFirst()
                .or(() ->
                        OURS.stream().filter(own -> isMeant(own, root, second)).findFirst())
                .map(meant -> unknown(setting, "the root " + meant))
                .or(() -> setting.option() ? withoutRoot(setting) : Optional.empty());
    }

    /** One letter from ours it is hardly anybody's own; further off it is if a key of ours follows. */
    private boolean isMeant(String own, String root, String second) {
        int distance = Likeness.distance(root, own);
        return distance == 1
                || distance <= 3
                        && keys.find(WrittenName.of(own + "." + second))
                                .map(lookup -> lookup.key() != null)
                                .orElse(false);
    }

    /** {@code --rate=5}, which nobody reads. */
    private Optional<Fault> withoutRoot(Written setting) {
        String letters = "."
                + String.join(
                        ".",
                        setting.name().elements().stream()
                                .map(WrittenName::letters)
                                .toList());
        List<String> meant = keys.all().stream()
                .map(KnownKeys.Key::name)
                .filter(name -> ("." + WrittenName.letters(name)).endsWith(letters))
                .filter(name -> !name.startsWith("spring."))
                .toList();
        return meant.isEmpty() ? Optional.empty() : Optional.of(unknown(setting, String.join(" or ", meant)));
    }
}

package science.pipeline.settings;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Which keys there are: a walk along the types that hold them, no further than the names that somebody wrote. */
final class KnownKeys {

    private static final KnownKeys OF_ALL_PARTS = new KnownKeys();

    private final Map<String, Class<?>> roots = OwnKeys.all();
    private final Map<String, List<Key>> below = new ConcurrentHashMap<>();

    private KnownKeys() {}

    /** One for the process: what is looked up by one context need not be again by the next. */
    static KnownKeys ofAllParts() {
        return OF_ALL_PARTS;
    }

    /**
     * One key.
     *
     * @param name as documents spell it
     * @param owner the type that holds it
     * @param property its name there
     * @param type of its value; of an entry's, below a map or list
     */
    record Key(String name, Class<?> owner, String property, ResolvableType type) {

        boolean isMap() {
            return Map.class.isAssignableFrom(type.toClass());
        }

        boolean isList() {
            return Collection.class.isAssignableFrom(type.toClass()) || type.isArray();
        }

        /** Whether everything behind it is a name of Kafka's, with its dots. */
        boolean isPassedThrough() {
            return isMap() && property.equals("properties");
        }

        /** Whether it holds keys rather than a value. */
        boolean isGroup() {
            return isGroupType(type.toClass());
        }
    }

    /** Where a walk ends: at a key; or at an element that is none of those that there are. */
    record Lookup(@Nullable Key key, String element, List<Key> beside) {

        private static Lookup at(Key key) {
            return new Lookup(key, "", List.of());
        }
    }

    Map<String, Class<?>> roots() {
        return roots;
    }

    /** Empty for a name of somebody else. */
    Optional<Lookup> find(WrittenName name) {
        for (Map.Entry<String, Class<?>> root : roots.entrySet()) {
            List<String> path = List.of(root.getKey().split("\\."));
            if (begins(name.elements(), path)) {
                Key key = new Key(root.getKey(), root.getValue(), "", ResolvableType.forClass(root.getValue()));
                return Optional.of(walk(
                        key,
                        name.elements().subList(path.size(), name.elements().size())));
            }
        }
        return Optional.empty();
    }

    private static boolean begins(List<String> elements, List<String> path) {
        return elements.size() >= path.size()
                && Stream.iterate(0, i -> i < path.size(), i -> i + 1)
                        .allMatch(i -> WrittenName.letters(elements.get(i)).equals(WrittenName.letters(path.get(i))));
    }

    private Lookup walk(Key key, List<String> rest) {
        if (rest.isEmpty()) {
            return Lookup.at(key);
        }
        String element = rest.get(0);
        List<String> further = rest.subList(1, rest.size());
        if (key.isPassedThrough()) {
            return Lookup.at(new Key(key.name(), key.owner(), "", key.type().getGeneric(1)));
        }
        if (key.isMap()) {
            ResolvableType value = key.type().getGeneric(1);
            boolean holdsTexts = Map.class.isAssignableFrom(value.toClass()) || isGroupType(value.toClass());
            Key entry = new Key(key.name() + "." + element, key.owner(), key.property(), value);
            return holdsTexts && Map.class.isAssignableFrom(value.toClass()) && !further.isEmpty()
                    ? Lookup.at(new Key(entry.name(), key.owner(), key.property(), value.getGeneric(1)))
                    : holdsTexts || further.isEmpty() ? walk(entry, further) : new Lookup(null, element, List.of());
        }
        if (key.isList()) {
            ResolvableType value = key.type().isArray()
                    ? key.type().getComponentType()
                    : key.type().getGeneric(0);
            return element.matches("[0-9]+")
                    ? walk(new Key(key.name() + "[" + element + "]", key.owner(), key.property(), value), further)
                    : new Lookup(null, element, List.of());
        }
        List<Key> keys = key.isGroup() ? below(key) : List.of();
        return keys.stream()
                .filter(each -> WrittenName.letters(each.property()).equals(WrittenName.letters(element)))
                .findFirst()
                .map(each -> walk(each, further))
                .orElse(new Lookup(null, element, keys));
    }

    /** Every key that holds a value, a list or a map. */
    List<Key> all() {
        List<Key> all = new ArrayList<>();
        roots.forEach((root, type) -> visit(new Key(root, type, "", ResolvableType.forClass(type)), all::add));
        return all;
    }

    private void visit(Key key, Consumer<Key> visitor) {
        if (key.isGroup()) {
            below(key).forEach(below -> visit(below, visitor));
        } else {
            visitor.accept(key);
        }
    }

    private List<Key> below(Key group) {
        return below.computeIfAbsent(group.name(), name -> keysOf(group));
    }

    private static List<Key> keysOf(Key group) {
        Class<?> type = group.type().toClass();
        Map<String, Key> keys = new LinkedHashMap<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(keys, group, component.getName(), ResolvableType.forType(component.getGenericType()));
            }
        } else {
            for (Method method : type.getMethods()) {
                String property = property(method);
                if (property != null) {
                    add(keys, group, property, ResolvableType.forMethodReturnType(method));
                }
            }
        }
        return List.copyOf(keys.values());
    }

    private static void add(Map<String, Key> keys, Key group, String property, ResolvableType type) {
        String dashed = property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        keys.put(property, new Key(group.name() + "." + dashed, group.type().toClass(), property, type));
    }

    private static @Nullable String property(Method method) {
        boolean isGetter = method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class;
        String name = method.getName();
        String bare = name.startsWith("get") ? name.substring(3) : name.startsWith("is") ? name.substring(2) : "";
        return isGetter && !bare.isEmpty() ? bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1) : null;
    }

    /** A record that can be read from a text is a value; a class inside another is how Spring groups its keys. */
    private static boolean isGroupType(Class<?> type) {
        boolean isRead = Stream.of(type.getDeclaredMethods())
                .anyMatch(method -> Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == type
                        && List.of("of", "from", "valueOf").contains(method.getName()));
        boolean isHolder = type.isRecord()
                || type.getName().endsWith("Properties")
                || type.getEnclosingClass() != null
                        && type.getEnclosingClass().getName().contains("Properties");
        return isHolder && !isRead && !type.isEnum();
    }
}

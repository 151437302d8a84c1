package science.pipeline.settings;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;

/**
 * Where a configuration holds names that people choose: of particles, detectors, selections. Spring compares the names
 * of keys by their letters and digits alone, so that {@code mu+} and {@code mu-}, or {@code D_s} and {@code Ds}, would
 * be one. In brackets it takes a name as it is, and there these names are put, wherever they were written.
 */
final class FreeNames {

    /**
     * A key with free names right below it.
     *
     * @param elements of the key, letters and digits only
     * @param whole whether all behind it is one name, with its dots; otherwise keys follow behind the name
     */
    private record Group(List<String> elements, boolean whole) {}

    private final List<Group> groups = new ArrayList<>();

    private static final FreeNames OF_ALL_PARTS = new FreeNames();

    private FreeNames() {
        OwnKeys.all()
                .forEach((root, type) -> collect(
                        Stream.of(root.split("\\.")).map(FreeNames::letters).toList(), ResolvableType.forClass(type)));
    }

    /** One for the process. */
    static FreeNames ofAllParts() {
        return OF_ALL_PARTS;
    }

    private void collect(List<String> path, ResolvableType type) {
        if (Map.class.isAssignableFrom(type.toClass())) {
            Class<?> entry = type.getGeneric(1).toClass();
            boolean holdsKeys = Map.class.isAssignableFrom(entry) || entry.isRecord();
            groups.add(new Group(path, !holdsKeys));
        } else if (type.toClass().isRecord()) {
            for (RecordComponent component : type.toClass().getRecordComponents()) {
                List<String> below = new ArrayList<>(path);
                below.add(letters(component.getName()));
                collect(below, ResolvableType.forType(component.getGenericType()));
            }
        }
    }

    /** The name with the part that people have chosen in brackets; any other as it is. */
    String bracketed(String name) {
        return match(name).map(match -> match.inBrackets(name)).orElse(name);
    }

    /** Whether the name is that of an entry, with keys below it. */
    boolean isEntry(String name) {
        return match(name)
                .filter(match -> !match.whole && match.end(name) == name.length())
                .isPresent();
    }

    /** Whether the name is that of a text below an entry. */
    boolean isBelowEntry(String name) {
        return match(name)
                .filter(match -> !match.whole && match.end(name) < name.length())
                .isPresent();
    }

    private Optional<Match> match(String name) {
        for (Group group : groups) {
            int begin = end(group.elements, name);
            if (begin > 0 && begin < name.length()) {
                return Optional.of(new Match(begin, group.whole));
            }
        }
        return Optional.empty();
    }

    /** Where the name goes on behind these elements, or 0 if it does not begin with them. */
    private static int end(List<String> elements, String name) {
        int begin = 0;
        for (String element : elements) {
            int dot = name.indexOf('.', begin);
            int end = dot < 0 ? name.length() : dot;
            int bracket = name.indexOf('[', begin);
            end = bracket < 0 ? end : Math.min(end, bracket);
            if (!letters(name.substring(begin, end)).equals(element)) {
                return 0;
            }
            begin = end < name.length() && name.charAt(end) == '.' ? end + 1 : end;
        }
        return begin;
    }

    private static String letters(String element) {
        return WrittenName.letters(element);
    }

    private record Match(int begin, boolean whole) {

        /** A bracket that somebody has written already ends the name, as a list's number does. */
        int end(String name) {
            int bracket = name.indexOf('[', begin);
            int dot = whole ? -1 : name.indexOf('.', begin);
            int end = bracket < 0 ? name.length() : bracket;
            return dot < 0 ? end : Math.min(end, dot);
        }

        String inBrackets(String name) {
            int end = end(name);
            return end == begin
                    ? name
                    : name.substring(0, name.charAt(begin - 1) == '.' ? begin - 1 : begin) + "["
                            + name.substring(begin, end) + "]" + name.substring(end);
        }
    }
}

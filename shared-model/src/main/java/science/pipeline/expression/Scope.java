package science.pipeline.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression may use, in the order in which messages list them.
 *
 * @param types by name; names with points in them, as {@code device.urn}, are found too
 * @param others what all other names are; null where there are no others
 */
public record Scope(Map<String, Type> types, @Nullable Type others) {

    public Scope {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** These names and no others. */
    public Scope(Map<String, Type> types) {
        this(types, null);
    }

    /** Any name, for a number: which ones there are turns out later. */
    public static Scope ofNumbers() {
        return new Scope(Map.of(), Type.NUMBER);
    }

    /** What a name is, or null if there is none such. */
    @Nullable Type type(String name) {
        return types.getOrDefault(name, others);
    }
}

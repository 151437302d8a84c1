package science.pipeline.analysis.detect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers of an event by name, in the order in which they were added, which JSON keeps. */
final class Features {

    private final Map<String, Double> values = new LinkedHashMap<>();

    Features with(String name, double value) {
        values.put(name, value);
        return this;
    }

    Map<String, Double> values() {
        return Collections.unmodifiableMap(values);
    }
}

package science.pipeline.analysis.detect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Role;

/** Numbers of an event by name, in the order in which they were added, which JSON keeps. */
final class Features {

    private final Map<String, Double> values = new LinkedHashMap<>();

    Features with(String name, double value) {
        values.put(name, value);
        return this;
    }

    /** A number under the name of its role's field. */
    Features with(Role role, EventBatch batch, double value) {
        return with(batch.schema.nameOf(role, role.label()), value);
    }

    Map<String, Double> values() {
        return Collections.unmodifiableMap(values);
    }
}

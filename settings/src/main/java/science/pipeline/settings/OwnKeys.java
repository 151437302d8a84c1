package science.pipeline.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** The keys that a part obeys; registered in its {@code spring.factories}. */
public interface OwnKeys {

    /** The type that holds the keys below each root: a record, or a bean of Spring's. */
    Map<String, Class<?>> roots();

    /** What is wrong with values beyond their type and their bounds; asked only after a start has failed. */
    default List<Fault> faults(Binder binder) {
        return List.of();
    }

    /** The roots of all parts in this JVM. */
    static Map<String, Class<?>> all() {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        parts().forEach(part -> all.putAll(part.roots()));
        return all;
    }

    static List<OwnKeys> parts() {
        return SpringFactoriesLoader.forDefaultResourceLocation(OwnKeys.class.getClassLoader())
                .load(OwnKeys.class);
    }
}

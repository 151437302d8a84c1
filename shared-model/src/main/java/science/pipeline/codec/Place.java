package science.pipeline.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Field;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Schema;

/**
 * A place in documents that a schema knows: an object on the way to a field's value, or where a value stands. A field
 * has one place, and a further one for each alias.
 */
final class Place {

    /** No value is expected here. */
    static final int NO_VALUE = -1;

    private final Map<String, Place> below = new HashMap<>();
    private int value = NO_VALUE;
    private boolean isList;
    private boolean isOfNumbers;

    private Place() {}

    /** What stands below a key, or null if the schema does not know it. */
    @Nullable Place at(String key) {
        return below.get(key);
    }

    /** Whether an object is expected here. */
    boolean isObject() {
        return !below.isEmpty();
    }

    /** Whether the list is expected here of which each element is an event; what is below is in its elements. */
    boolean isList() {
        return isList;
    }

    /** Whether a list of numbers is expected here, the value of one field. */
    boolean isOfNumbers() {
        return isOfNumbers;
    }

    /** The number of the value that stands here, or {@link #NO_VALUE}. */
    int value() {
        return value;
    }

    private Place enter(List<String> path) {
        Place place = this;
        for (String key : path) {
            place = place.below.computeIfAbsent(key, any -> new Place());
        }
        return place;
    }

    /**
     * The places of a schema.
     *
     * @param root the document itself
     * @param fieldOf the field of each value
     * @param valuesOf the values of each field, those that count first first; none of a constant
     */
    record Places(Place root, int[] fieldOf, int[][] valuesOf) {

        static Places of(Schema schema) {
            Place root = new Place();
            if (schema.form().hasList()) {
                root.enter(schema.form().path()).isList = true;
            }
            List<Integer> fieldOf = new ArrayList<>();
            int[][] valuesOf = new int[schema.fields().size()][];
            for (int i = 0; i < valuesOf.length; i++) {
                Field field = schema.fields().get(i);
                List<String> paths = new ArrayList<>();
                if (field.presence() != Presence.CONSTANT) {
                    paths.add(field.from());
                    paths.addAll(field.aliases());
                }
                valuesOf[i] = new int[paths.size()];
                for (int rank = 0; rank < paths.size(); rank++) {
                    Place place = root.enter(FieldPath.keys(paths.get(rank)));
                    place.value = fieldOf.size();
                    place.isOfNumbers = field.type() == FieldType.NUMBERS;
                    valuesOf[i][rank] = fieldOf.size();
                    fieldOf.add(i);
                }
            }
            return new Places(root, fieldOf.stream().mapToInt(Integer::intValue).toArray(), valuesOf);
        }
    }
}

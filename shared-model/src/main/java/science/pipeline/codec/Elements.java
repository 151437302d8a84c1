package science.pipeline.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The elements of a record's list, with what was found in each: nothing is kept of what is absent. */
final class Elements {

    private final List<JsonToken> tokens = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<Integer, Reject> faults = new HashMap<>();
    private int[] values = new int[64];
    private int[] ends = new int[64];
    private int[] places = new int[64];
    private int[] unknown = new int[64];
    private int size;

    /** Which values of an event stand in elements; they go with their element. */
    private final boolean[] isOfElement;

    Elements(int values) {
        isOfElement = new boolean[values];
    }

    void clear() {
        tokens.clear();
        texts.clear();
        faults.clear();
        size = 0;
    }

    int size() {
        return size;
    }

    /**
     * Begins the next element.
     *
     * @param place where it begins in the record, for {@link #place}
     */
    void begin(int place) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
            unknown = Arrays.copyOf(unknown, 2 * size);
        }
        places[size] = place;
        unknown[size] = 0;
        ends[size] = tokens.size();
        size++;
    }

    /** Takes note of what stands in the element begun last. */
    void put(int value, JsonToken token, String text) {
        int at = tokens.size();
        if (at == values.length) {
            values = Arrays.copyOf(values, 2 * at);
        }
        values[at] = value;
        tokens.add(token);
        texts.add(text);
        isOfElement[value] = true;
        ends[size - 1] = at + 1;
    }

    /** The element begun last is no event. */
    void fault(Reject reject) {
        faults.putIfAbsent(size - 1, reject);
    }

    /** The element begun last has a field that the schema does not know. */
    void unknown() {
        unknown[size - 1]++;
    }

    /** Puts what an element has in the place of what was put for another one. */
    @Nullable Reject show(int index, Values into) {
        for (int value = 0; value < isOfElement.length; value++) {
            if (isOfElement[value]) {
                into.clear(value);
            }
        }
        for (int i = index == 0 ? 0 : ends[index - 1]; i < ends[index]; i++) {
            into.put(values[i], tokens.get(i), texts.get(i));
        }
        return faults.get(index);
    }

    int place(int index) {
        return places[index];
    }

    int unknown(int index) {
        return unknown[index];
    }
}

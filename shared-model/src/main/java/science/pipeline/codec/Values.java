package science.pipeline.codec;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.Schema;
import tools.jackson.core.JsonToken;

/** What an event has at the places that its schema knows, as token and text. Touched by one thread. */
final class Values {

    private final int[][] valuesOf;
    private final @Nullable JsonToken[] tokens;
    private final String[] texts;

    Values(Schema schema) {
        Place.Places places = Place.Places.of(schema);
        valuesOf = places.valuesOf();
        tokens = new JsonToken[places.fieldOf().length];
        texts = new String[tokens.length];
    }

    /** How many places there are. */
    int size() {
        return tokens.length;
    }

    void clear() {
        Arrays.fill(tokens, null);
    }

    void clear(int value) {
        tokens[value] = null;
    }

    /**
     * Takes note of what stands at a place.
     *
     * @param text of a scalar: numbers as they are printed, strings unescaped
     */
    void put(int value, JsonToken token, String text) {
        tokens[value] = token;
        texts[value] = text;
    }

    /**
     * Which of a field's places counts: the first one that holds a value, then one that holds null.
     *
     * @return the value's number, or {@link Place#NO_VALUE} where the event lacks the field
     */
    int valueOf(int field) {
        int found = Place.NO_VALUE;
        for (int value : valuesOf[field]) {
            JsonToken token = tokens[value];
            if (token != null && token != JsonToken.VALUE_NULL) {
                return value;
            }
            found = token != null && found == Place.NO_VALUE ? value : found;
        }
        return found;
    }

    /** The token of a value that is there. */
    JsonToken token(int value) {
        return Objects.requireNonNull(tokens[value]);
    }

    /** The text of a value that is a scalar. */
    String text(int value) {
        return texts[value];
    }
}

package science.pipeline.formats;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Tells by its first object in which form a file of JSON holds its rows. */
enum JsonLook {
    /** One object a line; also what turns out to be no JSON, so that its line is named. */
    LINES,
    /** The rows are the elements of a list, the document itself or within it. */
    LIST,
    /** One object after the other, over several lines. */
    OBJECTS,
    /** A list of lists, or an object without a list of objects: it may hold columns. */
    PERHAPS_COLUMNS;

    /** @param bytes the file's, uncompressed; closed */
    static JsonLook at(InputStream bytes) {
        try (JsonParser parser = JsonCells.JSON.createParser(ObjectReadContext.empty(), new Utf8Reader(bytes))) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return parser.nextToken() == JsonToken.START_ARRAY ? PERHAPS_COLUMNS : LIST;
            }
            if (first != JsonToken.START_OBJECT) {
                return LINES;
            }
            boolean holdsObjects = holdsListOfObjects(parser);
            boolean isOneLine = parser.currentLocation().getLineNr() == 1;
            @Nullable JsonToken next;
            try {
                next = parser.nextToken();
            } catch (JacksonException noJsonBehind) {
                return isOneLine ? LINES : OBJECTS;
            }
            if (next == null) {
                return holdsObjects ? LIST : PERHAPS_COLUMNS;
            }
            return isOneLine ? LINES : OBJECTS;
        } catch (JacksonException noJson) {
            return LINES;
        }
    }

    /** Goes to the end of the object. */
    private static boolean holdsListOfObjects(JsonParser parser) {
        boolean found = false;
        int depth = 1;
        JsonToken before = null;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            }
            found |= before == JsonToken.START_ARRAY && token == JsonToken.START_OBJECT;
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            before = token;
        }
        return found;
    }
}

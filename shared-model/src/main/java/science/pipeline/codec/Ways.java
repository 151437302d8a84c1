package science.pipeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns ways through documents from such as are sound. What it cannot put into steps it leaves alone: arrays other
 * than the schema's list and those of its numbers, letters beyond ASCII, escapes in keys. When there was no room for
 * something, it forgets everything and begins anew, at most once in {@value #PATIENCE} documents that it was to learn
 * from: a sender may have changed.
 */
final class Ways {

    private static final int PATIENCE = 10_000;
    private static final int MOST_BETWEEN = 1024;

    private final Place root;
    private final FieldReader[] readers;
    private final int[] fieldOf;
    private final Map<String, Integer> bits = new HashMap<>();
    private final Map<String, Way.Stop> stops = new HashMap<>();
    private final Way.Stop end = new Way.Stop(null, false);
    private Way.Stop start = new Way.Stop(null, false);
    private int sinceForgotten;
    private boolean isFull;

    /**
     * @param root where documents begin: that of records, or of the elements of their list
     * @param readers by field
     */
    Ways(Place root, Place.Places places, FieldReader[] readers) {
        this.root = root;
        fieldOf = places.fieldOf();
        this.readers = readers;
    }

    /** Where documents begin. */
    Way.Stop start() {
        return start;
    }

    /** Where documents end. */
    Way.Stop end() {
        return end;
    }

    /** Learns the way through a document that {@link JsonStructure} has found sound. */
    void learn(byte[] document, int from, int to) {
        sinceForgotten++;
        if (isFull && sinceForgotten > PATIENCE) {
            forget();
        }
        new Walk(document, from, to).learn();
    }

    private void forget() {
        bits.clear();
        stops.clear();
        start = new Way.Stop(null, false);
        sinceForgotten = 0;
        isFull = false;
    }

    /** One document, which is sound JSON. */
    private final class Walk {

        private final byte[] document;
        private final int to;
        private int at;
        private int valueEnd;
        private Way.Stop last = start;
        private long keys;
        private int unknown;
        private final List<Pending> steps = new ArrayList<>();

        private record Pending(Way.Stop from, Way.Step step) {}

        Walk(byte[] document, int from, int to) {
            this.document = document;
            this.to = to;
            at = from;
            valueEnd = from;
        }

        void learn() {
            for (int i = at; i < to; i++) {
                if (document[i] < 0) {
                    return;
                }
            }
            skipBlanks();
            if (!object(root, "")) {
                return;
            }
            at = to;
            step(end, false);
            for (Pending pending : steps) {
                add(pending);
            }
        }

        private void add(Pending pending) {
            if (pending.from().isFull()) {
                isFull = true;
            } else {
                pending.from().add(pending.step());
            }
        }

        /** Goes through an object; false if there is something in it that cannot be put into steps. */
        private boolean object(@Nullable Place place, String path) {
            at++; // the brace
            while (true) {
                skipBlanks();
                if (document[at] == '}') {
                    at++;
                    return true;
                }
                if (document[at] == ',') {
                    at++;
                    skipBlanks();
                }
                String key = key();
                if (key == null) {
                    return false;
                }
                skipBlanks();
                at++; // the colon
                skipBlanks();
                Place below = place == null ? null : place.at(key);
                unknown += place != null && below == null ? 1 : 0;
                String keyPath = path + '\n' + key;
                if (!mark(keyPath)) {
                    return false;
                }
                boolean isRead = switch (document[at]) {
                    case '{' -> object(inside(below), keyPath);
                    case '[' -> list(below, keyPath);
                    default -> value(below, keyPath);
                };
                if (!isRead) {
                    return false;
                }
            }
        }

        private @Nullable Place inside(@Nullable Place below) {
            return below != null && below.isObject() && !below.isList() ? below : null;
        }

        private boolean list(@Nullable Place place, String keyPath) {
            if (place == null || !place.isList() && !place.isOfNumbers()) {
                return false;
            }
            FieldReader reader = place.isList() ? null : readers[fieldOf[place.value()]];
            if (!step(stops.computeIfAbsent(keyPath + '[', any -> new Way.Stop(reader, reader == null)), false)) {
                return false;
            }
            at = JsonText.valueEnd(document, at, to);
            valueEnd = at;
            return true;
        }

        private void skipBlanks() {
            while (document[at] == ' ' || document[at] == '\t' || document[at] == '\r' || document[at] == '\n') {
                at++;
            }
        }

        private @Nullable String key() {
            int begin = ++at;
            while (document[at] != '"') {
                if (document[at] == '\\') {
                    return null;
                }
                at++;
            }
            return new String(document, begin, at++ - begin, StandardCharsets.US_ASCII);
        }

        private boolean mark(String keyPath) {
            Integer bit = bits.get(keyPath);
            if (bit == null) {
                if (bits.size() == Long.SIZE) {
                    isFull = true;
                    return false;
                }
                bit = bits.size();
                bits.put(keyPath, bit);
            }
            keys |= 1L << bit;
            return true;
        }

        private boolean value(@Nullable Place place, String keyPath) {
            boolean isQuoted = document[at] == '"';
            if (isQuoted) {
                at++;
            }
            FieldReader reader =
                    place == null || place.value() == Place.NO_VALUE ? null : readers[fieldOf[place.value()]];
            // What follows a value in quotes begins with one: their steps must not be taken for each other's.
            String stop = isQuoted ? keyPath + '"' : keyPath;
            if (!step(stops.computeIfAbsent(stop, any -> new Way.Stop(reader, false)), isQuoted)) {
                return false;
            }
            if (isQuoted) {
                while (document[at] != '"') {
                    at += document[at] == '\\' ? 2 : 1;
                }
                valueEnd = at++;
            } else {
                while (",} \t\r\n".indexOf(document[at]) < 0) {
                    at++;
                }
                valueEnd = at;
            }
            return true;
        }

        private boolean step(Way.Stop next, boolean isQuoted) {
            if (at - valueEnd > MOST_BETWEEN || at == valueEnd) {
                return false;
            }
            String between = new String(document, valueEnd, at - valueEnd, StandardCharsets.US_ASCII);
            if (!last.knows(between)) {
                steps.add(new Pending(last, new Way.Step(new Literal(between), next, isQuoted, keys, unknown)));
            }
            keys = 0;
            unknown = 0;
            last = next;
            return true;
        }
    }
}

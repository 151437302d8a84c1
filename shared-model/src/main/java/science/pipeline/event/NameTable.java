package science.pipeline.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers the names of a partition (particle types, or detectors) in the order of their first appearance, so that
 * stages index arrays instead of hashing text. Bounded: names beyond the capacity share the code {@link #OTHER}.
 *
 * <p>Touched by one thread.
 */
public final class NameTable {

    /** The code of all names beyond the capacity. */
    public static final int OTHER = 0;

    /** How {@link #OTHER} is called in statistics. */
    public static final String OTHER_NAME = "other";

    /** How events are called in statistics that have no name of a kind; no name can be spelt so. */
    public static final String NO_NAME = "(none)";

    /** {@link #find} does not know the name. */
    public static final int UNKNOWN = -1;

    private final int capacity;
    private byte[][] names = new byte[16][];
    private int size;
    private int[] slots = new int[64];
    private final RecentNames recent = new RecentNames();

    /**
     * @param capacity how many names get a code of their own, those of {@code known} not counted
     * @param known names that configuration speaks of: they have a code before they appear
     */
    public NameTable(int capacity, Collection<String> known) {
        this.capacity = capacity + known.size() + 1;
        add(OTHER_NAME.getBytes(StandardCharsets.US_ASCII));
        known.forEach(this::code);
    }

    /** How many codes are in use; codes run from 0 to this, exclusive. */
    public int size() {
        return size;
    }

    /** Whether further names share the code of the others. */
    public boolean isFull() {
        return size >= capacity;
    }

    /** The name of a code. */
    public String name(int code) {
        return new String(names[code], StandardCharsets.US_ASCII);
    }

    /** All names, by code. */
    public List<String> names() {
        return IntStream.range(0, size).mapToObj(this::name).toList();
    }

    /** The code of a name, given now if it has none yet. */
    public int code(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return code(bytes, 0, bytes.length);
    }

    /** The code of the name in {@code text[start, end)}, given now if it has none yet. */
    public int code(byte[] text, int start, int end) {
        int code = find(text, start, end);
        if (code != UNKNOWN) {
            return code;
        }
        return size < capacity ? add(Arrays.copyOfRange(text, start, end)) : OTHER;
    }

    /** The code of the name in {@code text[start, end)}, or {@link #UNKNOWN} if it has none of its own. */
    public int find(byte[] text, int start, int end) {
        int code = recent.find(text, start, end);
        if (code != UNKNOWN) {
            return code;
        }
        int found = slots[slot(text, start, end)] - 1;
        recent.put(text, start, end, found);
        return found;
    }

    /** The code of a name, or {@link #UNKNOWN} if it has none of its own. */
    public int find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return find(bytes, 0, bytes.length);
    }

    private int add(byte[] name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
        }
        if (size * 2 >= slots.length) {
            rehash();
        }
        int code = size++;
        names[code] = name;
        slots[slot(name, 0, name.length)] = code + 1;
        return code;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int code = 0; code < size; code++) {
            slots[slot(names[code], 0, names[code].length)] = code + 1;
        }
    }

    /** Where the name stands, or the free place where it would. A slot holds code + 1; 0 is free. */
    private int slot(byte[] text, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + text[i];
        }
        int mask = slots.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (slots[slot] > 0 && !isName(slots[slot] - 1, text, start, end)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isName(int code, byte[] text, int start, int end) {
        byte[] name = names[code];
        return Arrays.equals(name, 0, name.length, text, start, end);
    }
}

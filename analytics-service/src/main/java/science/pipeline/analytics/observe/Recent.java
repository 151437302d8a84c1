package science.pipeline.analytics.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest of what keeps coming, numbered, so that everybody can ask for what is new to them. Any thread. */
final class Recent<T> {

    /** @param number rises by one with each */
    record Entry<T>(long number, T value) {}

    private final int capacity;
    private final Deque<Entry<T>> entries = new ArrayDeque<>();
    private long last;

    Recent(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(T value) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(new Entry<>(++last, value));
    }

    /** What came after a number, the oldest first. */
    synchronized List<Entry<T>> after(long number) {
        List<Entry<T>> newer = new ArrayList<>();
        for (Entry<T> entry : entries) {
            if (entry.number() > number) {
                newer.add(entry);
            }
        }
        return newer;
    }
}

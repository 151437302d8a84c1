package science.pipeline.dataset.windows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/** Follows the closed windows of all partitions from commit to commit, the earliest first. */
final class WindowTails {

    private final ResultsFolder folder;
    private final SortedMap<Integer, WindowTail> tails = new TreeMap<>();

    WindowTails(ResultsFolder folder) {
        this.folder = folder;
    }

    /** Whether it has followed no commit yet. */
    boolean areNew() {
        return tails.isEmpty();
    }

    /** From now on it reads what these commits name. */
    void follow(List<Commit> commits) {
        for (Commit commit : commits) {
            tails.computeIfAbsent(commit.partition(), absent -> new WindowTail(folder))
                    .follow(commit);
        }
    }

    /** Where the next window of each partition stands. */
    SortedMap<Integer, WindowPlace> places() {
        SortedMap<Integer, WindowPlace> places = new TreeMap<>();
        tails.forEach((partition, tail) -> places.put(partition, tail.place()));
        return places;
    }

    /**
     * Goes on from where another one came to; before it has read anything. Partitions that are new begin at their
     * beginning.
     *
     * @return whether the commits that it follows name all of that; else it stays where it is
     */
    boolean goOnFrom(Map<Integer, WindowPlace> places) {
        boolean reached = tails.keySet().containsAll(places.keySet())
                && tails.entrySet().stream().allMatch(tail -> tail.getValue().reaches(place(places, tail.getKey())));
        if (reached) {
            tails.forEach((partition, tail) -> tail.goOnFrom(place(places, partition)));
        }
        return reached;
    }

    private static WindowPlace place(Map<Integer, WindowPlace> places, int partition) {
        return places.getOrDefault(partition, WindowPlace.BEGINNING);
    }

    /** A contribution to the earliest window that was not taken; empty if no more is committed. */
    Optional<WindowContribution> earliest() throws IOException {
        Optional<WindowContribution> earliest = Optional.empty();
        for (WindowTail tail : tails.values()) {
            Optional<WindowContribution> next = tail.next();
            if (next.isPresent()
                    && (earliest.isEmpty()
                            || next.get().startMicros() < earliest.get().startMicros())) {
                earliest = next;
            }
        }
        return earliest;
    }

    /**
     * The windows that were not taken and start between these times, both excluded, of all partitions, in ascending
     * order of these.
     */
    List<WindowContribution> waiting(long after, long before) throws IOException {
        List<WindowContribution> waiting = new ArrayList<>();
        for (WindowTail tail : tails.values()) {
            waiting.addAll(tail.waiting(after, before));
        }
        return waiting;
    }

    /** Takes what the partitions contribute to the earliest window, by partition. */
    SortedMap<Integer, WindowContribution> take(WindowContribution earliest) throws IOException {
        SortedMap<Integer, WindowContribution> contributions = new TreeMap<>();
        for (var tail : tails.entrySet()) {
            Optional<WindowContribution> next = tail.getValue().next();
            if (next.isPresent() && next.get().startMicros() == earliest.startMicros()) {
                contributions.put(tail.getKey(), next.get());
                tail.getValue().take();
            }
        }
        return contributions;
    }

    /**
     * Passes over windows before which the clock of their partition has gone back since, so that nobody waits for them.
     */
    void passOverWithdrawn() throws IOException {
        for (WindowTail tail : tails.values()) {
            while (tail.isWithdrawn()) {
                tail.take();
            }
        }
    }

    /** Whether with the earliest window a partition goes back before one that was taken. */
    boolean goBack(WindowContribution earliest) throws IOException {
        for (WindowTail tail : tails.values()) {
            if (tail.goesBack() && tail.next().orElseThrow().startMicros() == earliest.startMicros()) {
                return true;
            }
        }
        return false;
    }
}

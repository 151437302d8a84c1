package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.WindowContribution;

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

package science.pipeline.dataset.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.compare.Difference.Change;
import science.pipeline.dataset.compare.Difference.What;
import science.pipeline.dataset.sink.Refusal;

/**
 * How two datasets differ: rows by partition and offset, statistics by window. What differs is told as it is found;
 * memory does not grow with it. Two datasets differ in something if and only if their fingerprints do.
 */
public final class Comparison {

    private static final int MOST_SAMPLES = 3;

    private final Map<Place, Group> groups = new TreeMap<>(
            Comparator.comparing(Place::what).thenComparing(Place::name).thenComparing(Place::change));

    private record Place(What what, String name, Change change) {}

    /** Takes what differs, one after the other. */
    @FunctionalInterface
    public interface Taker {
        void take(Difference difference) throws IOException;
    }

    /** Differences of one kind. */
    public static final class Group {

        private final List<Difference> samples = new ArrayList<>();
        private long count;

        private void add(Difference difference) {
            count++;
            if (samples.size() < MOST_SAMPLES) {
                samples.add(difference);
            }
        }

        /** How many there are. */
        public long count() {
            return count;
        }

        /** The first few, at least one: they tell of what, which and how, too. */
        public List<Difference> samples() {
            return List.copyOf(samples);
        }
    }

    private Comparison() {}

    /**
     * Reads both.
     *
     * @param taker of every difference
     * @throws Refusal when one of them is no dataset, or a damaged one
     */
    public static Comparison of(ResultsFolder a, ResultsFolder b, Taker taker) throws IOException {
        Comparison comparison = new Comparison();
        Taker counting = difference -> {
            comparison.count(difference);
            taker.take(difference);
        };
        Contents first = new Contents(a);
        Contents second = new Contents(b);
        TreeSet<Integer> partitions = new TreeSet<>(first.partitions());
        partitions.addAll(second.partitions());
        TreeSet<String> kinds = new TreeSet<>(first.kinds());
        kinds.addAll(second.kinds());
        Columns columns = new Columns(first.columns(), second.columns());
        columns.tell(counting);
        for (int partition : partitions) {
            for (String kind : kinds) {
                RowWalk walk = new RowWalk(partition, columns, counting);
                walk.run(first.rows(kind, partition), second.rows(kind, partition), versus(walk, kind));
            }
        }
        first.expectNoFault();
        second.expectNoFault();
        new StatisticsWalk(counting).run(first, second);
        return comparison;
    }

    private static RowWalk.Versus versus(RowWalk walk, String kind) {
        return switch (kind) {
            case Kind.ALL_EVENTS -> walk::events;
            case Kind.REJECTED -> walk::rejects;
            default -> (a, b) -> walk.selected(kind, a, b);
        };
    }

    /** Windows are many, and counted together. */
    private static String nameOf(Difference found) {
        return found.what() == What.WINDOW ? "" : found.name();
    }

    private void count(Difference found) {
        groups.computeIfAbsent(new Place(found.what(), nameOf(found), found.change()), first -> new Group())
                .add(found);
    }

    public boolean isEqual() {
        return groups.isEmpty();
    }

    /** What differs, sorted by what, name and change. */
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }
}

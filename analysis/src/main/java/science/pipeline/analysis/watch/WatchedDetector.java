package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.watch.Baseline.Measurement;

/** One detector: learns how it usually behaves, then follows its rate and its energy scale. */
final class WatchedDetector {

    /** Of a detector from which fewer events are expected in a window, nothing can be told. */
    private static final double FEWEST_EXPECTED = 4;

    /** What makes the spread of counts the same at every rate (F. J. Anscombe, Biometrika 35 (1948) 246). */
    private static final double ANSCOMBE = 3.0 / 8;

    private final String name;
    private final WatchConfiguration configuration;
    private final List<Count> firstCounts = new ArrayList<>();
    private final List<Measurement> firstScales = new ArrayList<>();
    private final Map<Observable, Follower> followers = new EnumMap<>(Observable.class);
    private boolean seen;
    private double share;

    /**
     * Events of a window.
     *
     * @param events of this detector
     * @param level of all detectors: what a detector with a share of 1 would count
     */
    private record Count(long events, double level) {}

    WatchedDetector(String name, WatchConfiguration configuration) {
        this.name = name;
        this.configuration = configuration;
    }

    /** As it was saved. */
    WatchedDetector(DataInput in, WatchConfiguration configuration, Limits limits) throws IOException {
        this(in.readUTF(), configuration);
        seen = in.readBoolean();
        share = in.readDouble();
        for (int left = in.readInt(); left > 0; left--) {
            firstCounts.add(new Count(in.readLong(), in.readDouble()));
        }
        for (int left = in.readInt(); left > 0; left--) {
            firstScales.add(Measurement.load(in));
        }
        for (Observable observable : Observable.values()) {
            if (in.readBoolean()) {
                followers.put(observable, new Follower(in, limits, configuration.minimumWindows()));
            }
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(name);
        out.writeBoolean(seen);
        out.writeDouble(share);
        out.writeInt(firstCounts.size());
        for (Count count : firstCounts) {
            out.writeLong(count.events());
            out.writeDouble(count.level());
        }
        out.writeInt(firstScales.size());
        for (Measurement measurement : firstScales) {
            measurement.save(out);
        }
        for (Observable observable : Observable.values()) {
            Follower follower = followers.get(observable);
            out.writeBoolean(follower != null);
            if (follower != null) {
                follower.save(out);
            }
        }
    }

    String name() {
        return name;
    }

    /** Its usual share of the level; 0 while it is learnt. */
    double share() {
        return share;
    }

    /** How it is followed; null while that is learnt, or if too few events let it be learnt. */
    @Nullable Follower follower(Observable observable) {
        return followers.get(observable);
    }

    /** Takes a window that it is not judged by, but learns from. The first one may be partly filled. */
    void learn(long events, double level, Optional<Measurement> scale, Limits limits) {
        if (!seen) {
            seen = true;
            return;
        }
        if (share == 0) {
            firstCounts.add(new Count(events, level));
            if (firstCounts.size() == configuration.minimumWindows()) {
                learnShare(limits);
            }
        }
        if (scale.isPresent() && !followers.containsKey(Observable.ENERGY_SCALE)) {
            firstScales.add(scale.get());
            if (firstScales.size() == configuration.minimumWindows()) {
                follow(Observable.ENERGY_SCALE, firstScales, limits);
                firstScales.clear();
            }
        }
    }

    private void learnShare(Limits limits) {
        share = Baseline.median(firstCounts.stream()
                .mapToDouble(count -> count.events() / count.level())
                .toArray());
        boolean enough = firstCounts.stream()
                        .mapToDouble(count -> share * count.level())
                        .average()
                        .orElse(0)
                >= FEWEST_EXPECTED;
        if (enough) {
            List<Measurement> rates = firstCounts.stream()
                    .map(count -> rate(count.events(), count.level()))
                    .toList();
            follow(Observable.RATE, rates, limits);
        } else {
            share = 0; // it may count more later
        }
        firstCounts.clear();
    }

    private void follow(Observable observable, List<Measurement> first, Limits limits) {
        followers.put(observable, new Follower(new Baseline(first), limits, configuration.minimumWindows()));
    }

    /** The logarithm of the events over those that its share makes expect, nearly; of variance 1 / expected. */
    Measurement rate(long events, double level) {
        double expected = share * level;
        double off = 2 * (Math.sqrt(events + ANSCOMBE) - Math.sqrt(expected + ANSCOMBE));
        return new Measurement(off / Math.sqrt(expected), expected);
    }

    /** Whether so many are expected that a silent window tells something. */
    boolean isTelling(double level) {
        return share * level >= FEWEST_EXPECTED;
    }

    Health health() {
        return followers.values().stream()
                .map(Follower::health)
                .reduce(Health.GOOD, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /** Why it is not judged, in words. */
    String learning() {
        return "learns what is usual from its first " + configuration.minimumWindows() + " windows";
    }
}

package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares each detector's histograms of a window with those of its past. Twice: as they are, and corrected by what has
 * changed for the other detectors meanwhile; of both the lesser departure counts, so that neither what happens to all
 * of them nor what a faulty one does to their sum is a fault of one.
 *
 * <p>The measure is the {@link Deviance}, over what the uncertainty of past and others adds to it, and over how much
 * wider than that the detector's windows scatter.
 */
final class ShapeWatch {

    /** A detector that has fewer is looked at when several windows together have so many. */
    private static final long FEWEST_EVENTS = 10;

    /** After so many windows their scatter is measured. */
    private static final int FIRST = 5;

    /** Nothing is learnt from windows that are less probable than this. */
    private static final double SUSPICIOUS = StrictMath.log(1e-4);

    private final int minimumWindows;
    private final SortedMap<String, Map<String, LearntShape>> learnt = new TreeMap<>();

    /** By histogram and detector: what is not yet enough for a look. */
    private final SortedMap<String, SortedMap<String, BinCounts>> gathered = new TreeMap<>();

    /** By histogram and detector: the look before, which is not learnt yet. */
    private final SortedMap<String, SortedMap<String, BinCounts>> waiting = new TreeMap<>();

    /** Detectors of which the look before was suspicious. */
    private final Set<String> suspicious = new TreeSet<>();

    /** @param minimumWindows how many are learnt before one is judged */
    ShapeWatch(int minimumWindows) {
        this.minimumWindows = minimumWindows;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(learnt.size());
        for (Map.Entry<String, Map<String, LearntShape>> detector : learnt.entrySet()) {
            out.writeUTF(detector.getKey());
            out.writeInt(detector.getValue().size());
            for (Map.Entry<String, LearntShape> shape : detector.getValue().entrySet()) {
                out.writeUTF(shape.getKey());
                shape.getValue().save(out);
            }
        }
        save(gathered, out);
        save(waiting, out);
        out.writeInt(suspicious.size());
        for (String detector : suspicious) {
            out.writeUTF(detector);
        }
    }

    private static void save(SortedMap<String, SortedMap<String, BinCounts>> counts, DataOutput out)
            throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<String, SortedMap<String, BinCounts>> histogram : counts.entrySet()) {
            out.writeUTF(histogram.getKey());
            out.writeInt(histogram.getValue().size());
            for (Map.Entry<String, BinCounts> detector : histogram.getValue().entrySet()) {
                out.writeUTF(detector.getKey());
                detector.getValue().save(out);
            }
        }
    }

    private static void load(SortedMap<String, SortedMap<String, BinCounts>> counts, DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            SortedMap<String, BinCounts> byDetector = new TreeMap<>();
            counts.put(in.readUTF(), byDetector);
            for (int more = in.readInt(); more > 0; more--) {
                String detector = in.readUTF();
                byDetector.put(detector, BinCounts.load(in));
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Map<String, LearntShape> shapes = new TreeMap<>();
            learnt.put(in.readUTF(), shapes);
            for (int more = in.readInt(); more > 0; more--) {
                shapes.put(in.readUTF(), new LearntShape(in));
            }
        }
        load(gathered, in);
        load(waiting, in);
        for (int left = in.readInt(); left > 0; left--) {
            suspicious.add(in.readUTF());
        }
    }

    /** The detector's next window is its first. */
    void forget(String detector) {
        learnt.remove(detector);
        gathered.values().forEach(byDetector -> byDetector.remove(detector));
        waiting.values().forEach(byDetector -> byDetector.remove(detector));
        suspicious.remove(detector);
    }

    /**
     * Looks at a window by itself and together with the look before, then learns from that one: a look is learnt once
     * its successor has not made it suspicious.
     *
     * @param isFaulty of which detectors nothing is learnt, nor compared with; they are judged by one look alone
     * @return the largest departure of each detector that was looked at and could be compared
     */
    SortedMap<String, Departure> judge(List<DetectorHistograms> window, Predicate<String> isFaulty) {
        SortedMap<String, List<Departure>> departures = new TreeMap<>();
        List<DetectorHistograms> looks = window.stream().map(this::look).toList();
        for (DetectorHistograms look : looks) {
            judge(look, look.byDetector(), isFaulty, true, departures);
            judge(look, together(look), isFaulty, false, departures);
        }
        SortedMap<String, Departure> largest = new TreeMap<>();
        departures.forEach((name, all) -> largest.put(name, largest(all)));
        Set<String> suspiciousNow = new TreeSet<>();
        largest.forEach((name, departure) -> {
            if (departure.logOfChance() < SUSPICIOUS) {
                suspiciousNow.add(name);
            }
        });
        looks.forEach(look -> learn(
                look,
                name -> isFaulty.test(name) || suspicious.contains(name) || suspiciousNow.contains(name),
                isFaulty));
        suspicious.removeAll(largest.keySet());
        suspicious.addAll(suspiciousNow);
        return largest;
    }

    /** What is enough to look at, with what was gathered before; the rest is gathered. */
    private DetectorHistograms look(DetectorHistograms histogram) {
        SortedMap<String, BinCounts> before = gathered.computeIfAbsent(histogram.name(), absent -> new TreeMap<>());
        SortedMap<String, BinCounts> enough = new TreeMap<>();
        histogram.byDetector().forEach((name, counts) -> {
            BinCounts gatheredBefore = before.get(name);
            BinCounts sum = gatheredBefore == null ? counts : gatheredBefore.plus(counts);
            if (sum.events() >= FEWEST_EVENTS) {
                enough.put(name, sum);
                before.remove(name);
            } else {
                before.put(name, sum);
            }
        });
        return new DetectorHistograms(histogram.name(), histogram.bins(), histogram.isOrdered(), enough);
    }

    private void judge(
            DetectorHistograms look,
            SortedMap<String, BinCounts> counts,
            Predicate<String> isFaulty,
            boolean isOneLook,
            SortedMap<String, List<Departure>> departures) {
        SortedMap<String, Compared> compared = compare(look, counts);
        OthersNow common = common(look, compared, isFaulty);
        compared.forEach((name, one) -> {
            boolean faulty = isFaulty.test(name);
            Departure departure = faulty && !isOneLook ? null : departure(look, one, common, faulty, isOneLook);
            if (departure != null) {
                departures.computeIfAbsent(name, absent -> new ArrayList<>()).add(departure);
            }
        });
    }

    private OthersNow common(
            DetectorHistograms look, SortedMap<String, Compared> compared, Predicate<String> isFaulty) {
        OthersNow common = OthersNow.of(look.bins(), compared, isFaulty);
        for (Map.Entry<String, BinCounts> rest :
                gathered.getOrDefault(look.name(), new TreeMap<>()).entrySet()) {
            LearntShape shape = shape(rest.getKey(), look);
            if (shape.windows() >= FIRST && !compared.containsKey(rest.getKey()) && !isFaulty.test(rest.getKey())) {
                common.add(shape, rest.getValue());
            }
        }
        return common;
    }

    /** Of those detectors that are looked at, with the look before. */
    private SortedMap<String, BinCounts> together(DetectorHistograms look) {
        SortedMap<String, BinCounts> together = new TreeMap<>();
        waiting.getOrDefault(look.name(), new TreeMap<>()).forEach((name, counts) -> {
            BinCounts now = look.byDetector().get(name);
            if (now != null) {
                together.put(name, counts.plus(now));
            }
        });
        return together;
    }

    private static Departure largest(List<Departure> all) {
        Departure largest = all.get(0);
        for (Departure one : all) {
            largest = one.logOfChance() < largest.logOfChance() ? one : largest;
        }
        // One of several is as improbable by chance several times as often.
        double logOfChance = Math.min(0, largest.logOfChance() + StrictMath.log(all.size()));
        return new Departure(
                largest.histogram(),
                logOfChance,
                largest.from(),
                largest.to(),
                largest.observed(),
                largest.expected(),
                largest.events(),
                largest.pull(),
                largest.windowsLearnt());
    }

    private SortedMap<String, Compared> compare(DetectorHistograms histogram, SortedMap<String, BinCounts> byDetector) {
        SortedMap<String, Compared> compared = new TreeMap<>();
        byDetector.forEach((name, counts) -> {
            LearntShape shape = shape(name, histogram);
            if (shape.windows() >= FIRST && counts.events() >= FEWEST_EVENTS) {
                compared.put(name, Compared.of(shape, counts));
            }
        });
        return compared;
    }

    private LearntShape shape(String detector, DetectorHistograms histogram) {
        return learnt.computeIfAbsent(detector, absent -> new TreeMap<>())
                .computeIfAbsent(histogram.name(), absent -> new LearntShape(histogram.bins(), histogram.isOrdered()));
    }

    private @Nullable Departure departure(
            DetectorHistograms histogram, Compared one, OthersNow common, boolean isFaulty, boolean isOneLook) {
        int degrees = one.observed().length - 1;
        Optional<double[]> corrected = common.corrected(one, isFaulty);
        if (degrees < 1 || corrected.isEmpty()) {
            return null;
        }
        double ofPast = one.events() / one.shape().events();
        double[] usual = one.expected();
        double[] changed = Arrays.copyOf(corrected.get(), usual.length);
        Deviance asItIs = Deviance.of(one.observed(), usual, 1 + ofPast);
        Deviance afterChange = Deviance.of(
                one.observed(), changed, 1 + ofPast + one.events() / corrected.get()[usual.length]);
        boolean isAsItIs = asItIs.sum() <= afterChange.sum();
        Deviance deviance = isAsItIs ? asItIs : afterChange;
        double spread = one.shape().spread();
        double logOfChance = Math.max(asItIs.logOfChance(spread), afterChange.logOfChance(spread));
        boolean learns = one.shape().windows() < minimumWindows;
        if (isOneLook && (learns || logOfChance > SUSPICIOUS && !isFaulty)) {
            one.shape().compared(deviance.sum(), degrees);
        }
        return learns ? null : departure(histogram, one, deviance, isAsItIs ? usual : changed, logOfChance);
    }

    private static Departure departure(
            DetectorHistograms histogram, Compared one, Deviance deviance, double[] expected, double logOfChance) {
        int worst = deviance.worst();
        double observed = one.observed()[worst];
        double root = StrictMath.sqrt(deviance.largest());
        Groups groups = one.groups();
        boolean isRare = worst == groups.rare();
        int from = isRare && histogram.isOrdered() ? Departure.RARE : groups.first(worst);
        int to = groups.last(worst) + 1;
        if (isRare && !histogram.isOrdered()) {
            from = groups.fullest(worst, one.counts());
            to = from + 1;
        }
        return new Departure(
                histogram.name(),
                logOfChance,
                from,
                to,
                observed,
                expected[worst],
                one.events(),
                Math.copySign(root, observed - expected[worst]),
                one.shape().windows());
    }

    private void learn(DetectorHistograms look, Predicate<String> isSuspicious, Predicate<String> isFaulty) {
        SortedMap<String, BinCounts> before = waiting.computeIfAbsent(look.name(), absent -> new TreeMap<>());
        look.byDetector().forEach((name, counts) -> {
            BinCounts waits = isFaulty.test(name) ? before.remove(name) : before.put(name, counts);
            if (waits != null && !isSuspicious.test(name)) {
                shape(name, look).learn(waits);
            }
        });
    }
}

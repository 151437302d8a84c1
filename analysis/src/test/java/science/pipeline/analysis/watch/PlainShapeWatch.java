package science.pipeline.analysis.watch;

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

/** What {@link ShapeWatch} says, by plain code: whole arrays of bins, each sum anew. */
final class PlainShapeWatch {

    /** A detector that has fewer is looked at when several windows together have so many. */
    private static final long FEWEST_EVENTS = 10;

    /** After so many windows their scatter is measured. */
    private static final int FIRST = 5;

    /** Nothing is learnt from windows that are less probable than this. */
    private static final double SUSPICIOUS = StrictMath.log(1e-4);

    private final int minimumWindows;
    private final SortedMap<String, Map<String, Shape>> learnt = new TreeMap<>();

    /** By histogram and detector: what is not yet enough for a look. */
    private final SortedMap<String, SortedMap<String, long[]>> gathered = new TreeMap<>();

    /** By histogram and detector: the look before, which is not learnt yet. */
    private final SortedMap<String, SortedMap<String, long[]>> waiting = new TreeMap<>();

    /** Detectors of which the look before was suspicious. */
    private final Set<String> suspicious = new TreeSet<>();

    /** @param minimumWindows how many are learnt before one is judged */
    PlainShapeWatch(int minimumWindows) {
        this.minimumWindows = minimumWindows;
    }

    /**
     * Looks at a window by itself and together with the look before, then learns from that one: a look is learnt once
     * its successor has not made it suspicious.
     *
     * @param isFaulty of which detectors nothing is learnt, nor compared with; they are judged by one look alone
     * @return the largest departure of each detector that was looked at and could be compared
     */
    SortedMap<String, Departure> judge(List<Histogram> window, Predicate<String> isFaulty) {
        SortedMap<String, List<Departure>> departures = new TreeMap<>();
        List<Histogram> looks = window.stream().map(this::look).toList();
        for (Histogram look : looks) {
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
    private Histogram look(Histogram histogram) {
        SortedMap<String, long[]> before = gathered.computeIfAbsent(histogram.name(), absent -> new TreeMap<>());
        SortedMap<String, long[]> enough = new TreeMap<>();
        histogram.byDetector().forEach((name, counts) -> {
            long[] sum = before.containsKey(name) ? sum(before.get(name), counts) : counts;
            if (Arrays.stream(sum).sum() >= FEWEST_EVENTS) {
                enough.put(name, sum);
                before.remove(name);
            } else {
                before.put(name, sum);
            }
        });
        return new Histogram(histogram.name(), histogram.bins(), histogram.isOrdered(), enough);
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = one.clone();
        Arrays.setAll(sum, bin -> sum[bin] + other[bin]);
        return sum;
    }

    private void judge(
            Histogram look,
            SortedMap<String, long[]> counts,
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

    private OthersNow common(Histogram look, SortedMap<String, Compared> compared, Predicate<String> isFaulty) {
        OthersNow common = OthersNow.of(look.bins(), compared, isFaulty);
        for (Map.Entry<String, long[]> rest : gathered.get(look.name()).entrySet()) {
            Shape shape = shape(rest.getKey(), look);
            if (shape.windows() >= FIRST && !compared.containsKey(rest.getKey()) && !isFaulty.test(rest.getKey())) {
                common = common.and(shape, rest.getValue());
            }
        }
        return common;
    }

    /** Of those detectors that are looked at, with the look before. */
    private SortedMap<String, long[]> together(Histogram look) {
        SortedMap<String, long[]> together = new TreeMap<>();
        waiting.getOrDefault(look.name(), new TreeMap<>()).forEach((name, counts) -> {
            long[] now = look.byDetector().get(name);
            if (now != null) {
                together.put(name, sum(counts, now));
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

    private SortedMap<String, Compared> compare(Histogram histogram, SortedMap<String, long[]> byDetector) {
        SortedMap<String, Compared> compared = new TreeMap<>();
        byDetector.forEach((name, counts) -> {
            Shape shape = shape(name, histogram);
            long events = Arrays.stream(counts).sum();
            if (shape.windows() >= FIRST && events >= FEWEST_EVENTS) {
                Groups groups = shape.groups(events);
                compared.put(
                        name,
                        new Compared(
                                shape, counts, events, groups, groups.sums(counts), shape.expected(groups, events)));
            }
        });
        return compared;
    }

    private Shape shape(String detector, Histogram histogram) {
        return learnt.computeIfAbsent(detector, absent -> new TreeMap<>())
                .computeIfAbsent(histogram.name(), absent -> new Shape(histogram.bins(), histogram.isOrdered()));
    }

    private @Nullable Departure departure(
            Histogram histogram, Compared one, OthersNow common, boolean isFaulty, boolean isOneLook) {
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
            Histogram histogram, Compared one, Deviance deviance, double[] expected, double logOfChance) {
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

    private void learn(Histogram look, Predicate<String> isSuspicious, Predicate<String> isFaulty) {
        SortedMap<String, long[]> before = waiting.computeIfAbsent(look.name(), absent -> new TreeMap<>());
        look.byDetector().forEach((name, counts) -> {
            long[] waits = isFaulty.test(name) ? before.remove(name) : before.put(name, counts);
            if (waits != null && !isSuspicious.test(name)) {
                shape(name, look).learn(waits);
            }
        });
    }

    /** One histogram of a window, for each detector. */
    record Histogram(String name, int bins, boolean isOrdered, SortedMap<String, long[]> byDetector) {}

    private record Groups(int[] ofBin, int size, int rare) {

        static final int NONE = -1;

        /** Groups of fewer expected events join their neighbours. */
        private static final double FEWEST = 5;

        /** Of a histogram of many bins, about so many groups. */
        private static final int MOST = 40;

        /** Where neighbouring bins hold what is alike, bins from which less is expected are rare. */
        private static final double RARE = 0.02;

        /**
         * @param expected events in each bin
         * @param isOrdered whether neighbouring bins hold what is alike, and may join
         */
        static Groups of(double[] expected, boolean isOrdered) {
            double least = isOrdered ? Math.max(FEWEST, Arrays.stream(expected).sum() / MOST) : FEWEST;
            int[] ofBin = new int[expected.length];
            int group = 0;
            double inGroup = 0;
            for (int bin = 0; bin < expected.length; bin++) {
                if (expected[bin] < (isOrdered ? RARE : FEWEST)) {
                    ofBin[bin] = NONE;
                    continue;
                }
                ofBin[bin] = group;
                inGroup += expected[bin];
                if (inGroup >= least) {
                    group++;
                    inGroup = 0;
                }
            }
            // The last group, if it has not become full, is among what is rare.
            boolean hasRare = inGroup > 0;
            for (int bin = 0; bin < ofBin.length; bin++) {
                if (ofBin[bin] == NONE) {
                    ofBin[bin] = group;
                    hasRare = true;
                }
            }
            return new Groups(ofBin, hasRare ? group + 1 : group, hasRare ? group : NONE);
        }

        double[] sums(double[] bins) {
            double[] sums = new double[size];
            for (int bin = 0; bin < bins.length; bin++) {
                sums[ofBin[bin]] += bins[bin];
            }
            return sums;
        }

        double[] sums(long[] bins) {
            double[] sums = new double[size];
            for (int bin = 0; bin < bins.length; bin++) {
                sums[ofBin[bin]] += bins[bin];
            }
            return sums;
        }

        /** The first bin of a group. */
        int first(int group) {
            int bin = 0;
            while (ofBin[bin] != group) {
                bin++;
            }
            return bin;
        }

        /** The last bin of a group. */
        int last(int group) {
            int bin = ofBin.length - 1;
            while (ofBin[bin] != group) {
                bin--;
            }
            return bin;
        }

        /** The bin of a group that holds most. */
        int fullest(int group, long[] counts) {
            int fullest = first(group);
            for (int bin = fullest; bin < counts.length; bin++) {
                fullest = ofBin[bin] == group && counts[bin] > counts[fullest] ? bin : fullest;
            }
            return fullest;
        }
    }

    private record Compared(
            Shape shape, long[] counts, long events, Groups groups, double[] observed, double[] expected) {

        void addTo(double[] now, double[] usually) {
            double scale = events / shape.events();
            for (int bin = 0; bin < now.length; bin++) {
                now[bin] += counts[bin];
                usually[bin] += shape.past(bin) * scale;
            }
        }
    }

    private static final class Shape {

        /** What came before so many windows fades. */
        private static final int MEMORY = 500;

        /** What a group that never was has been seen, so that it is improbable and not impossible. */
        private static final double HALF = 0.5;

        private final boolean isOrdered;
        private final double[] past;
        private double events;
        private double windows;

        /**
         * Sums, over windows, of deviance over its degrees of freedom, and of the variance which that has by chance.
         */
        private double compared;

        private double spreads;
        private double variances;

        Shape(int bins, boolean isOrdered) {
            this.past = new double[bins];
            this.isOrdered = isOrdered;
        }

        /** What it has seen in a bin. */
        double past(int bin) {
            return past[bin];
        }

        double events() {
            return events;
        }

        int windows() {
            return (int) windows;
        }

        /** The groups to compare when so many events are expected. */
        Groups groups(long expectedEvents) {
            double scale = expectedEvents / events;
            return Groups.of(Arrays.stream(past).map(count -> count * scale).toArray(), isOrdered);
        }

        /** How many of so many events are expected in each group. */
        double[] expected(Groups groups, long expectedEvents) {
            double[] expected = groups.sums(past);
            double all = events + HALF * expected.length;
            Arrays.setAll(expected, group -> (expected[group] + HALF) / all * expectedEvents);
            return expected;
        }

        /**
         * How much wider than by counting statistics its windows scatter: the mean, and one standard error of it; never
         * narrower.
         */
        double spread() {
            return compared == 0 ? 1 : Math.max(1, (spreads + Math.sqrt(variances)) / compared);
        }

        /** Takes note of how a window compared. */
        void compared(double deviance, int degrees) {
            compared++;
            spreads += deviance / degrees;
            variances += 2.0 / degrees;
        }

        void learn(long[] counts) {
            if (windows >= MEMORY) {
                double kept = 1 - 1.0 / MEMORY;
                events *= kept;
                windows *= kept;
                compared *= kept;
                spreads *= kept;
                variances *= kept;
                for (int bin = 0; bin < past.length; bin++) {
                    past[bin] *= kept;
                }
            }
            windows++;
            for (int bin = 0; bin < counts.length; bin++) {
                past[bin] += counts[bin];
                events += counts[bin];
            }
        }
    }

    private record OthersNow(double[] now, double[] usually, double events, int detectors) {

        private static final Groups NO_GROUPS = new Groups(new int[0], 0, Groups.NONE);
        private static final double[] NOTHING = {};

        static OthersNow of(int bins, SortedMap<String, Compared> all, Predicate<String> isFaulty) {
            double[] now = new double[bins];
            double[] usually = new double[bins];
            double events = 0;
            int detectors = 0;
            for (Map.Entry<String, Compared> one : all.entrySet()) {
                if (!isFaulty.test(one.getKey())) {
                    detectors++;
                    events += one.getValue().events();
                    one.getValue().addTo(now, usually);
                }
            }
            return new OthersNow(now, usually, events, detectors);
        }

        /** With what else was counted of a detector, too little for a look. */
        OthersNow and(Shape shape, long[] counts) {
            long more = Arrays.stream(counts).sum();
            new Compared(shape, counts, more, NO_GROUPS, NOTHING, NOTHING).addTo(now, usually);
            return new OthersNow(now, usually, events + more, detectors + 1);
        }

        /**
         * What is expected of one after what has changed for the others, and behind it how many events of theirs say
         * so; empty if they are too few detectors.
         */
        Optional<double[]> corrected(Compared one, boolean isFaulty) {
            int others = isFaulty ? detectors : detectors - 1;
            if (others + 1 < Level.FEWEST_DETECTORS) {
                return Optional.empty();
            }
            int groups = one.expected().length;
            double[] theirs = one.groups().sums(now);
            double[] expected = one.groups().sums(usually);
            double[] corrected = new double[groups + 1];
            double sum = 0;
            for (int group = 0; group < groups; group++) {
                double own = isFaulty ? 0 : one.observed()[group];
                double usual = isFaulty ? 0 : one.expected()[group];
                double change = (Math.max(0, theirs[group] - own) + 1) / (Math.max(0, expected[group] - usual) + 1);
                corrected[group] = one.expected()[group] * change;
                sum += corrected[group];
            }
            for (int group = 0; group < groups; group++) {
                corrected[group] *= one.events() / sum;
            }
            corrected[groups] = isFaulty ? events : events - one.events();
            return Optional.of(corrected);
        }
    }
}

package science.pipeline.benchmarks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import science.pipeline.benchmarks.detection.Sample.Labelled;
import science.pipeline.event.ParticleEvent;

/** Puts faults into a clean stream, each kind an equal share of the events, at seeded random places. */
final class Injection {

    private static final int STRETCH = 100;
    private static final int BURST = 30;
    private static final int REPEATS = 5;
    private static final int TURNS = 6;

    private final List<ParticleEvent> clean;
    private final @Nullable Fault[] faults;
    private final ParticleEvent[] events;
    private final List<Labelled> further = new ArrayList<>();
    private final Map<String, List<Integer>> byDetector = new HashMap<>();
    private final int[] placeInDetector;
    private final Altered altered;
    private final Random random;

    private Injection(List<ParticleEvent> clean, Printing printing, long seed) {
        this.clean = clean;
        faults = new Fault[clean.size()];
        events = clean.toArray(ParticleEvent[]::new);
        placeInDetector = new int[clean.size()];
        altered = new Altered(printing);
        random = new Random(seed);
        for (int i = 0; i < events.length; i++) {
            List<Integer> places = byDetector.computeIfAbsent(events[i].detectorId(), name -> new ArrayList<>());
            placeInDetector[i] = places.size();
            places.add(i);
        }
    }

    /**
     * @param share of faulty events
     * @param kinds in equal shares
     */
    static Sample inject(
            String name, List<ParticleEvent> clean, Printing printing, double share, List<Fault> kinds, long seed) {
        Injection injection = new Injection(clean, printing, seed);
        int each = (int) (share * clean.size() / kinds.size());
        for (Fault kind : kinds) {
            for (int done = 0; done < each; ) {
                done += injection.strike(kind);
            }
        }
        return new Sample(name, injection.inOrderOfTime());
    }

    private List<Labelled> inOrderOfTime() {
        List<Labelled> all = new ArrayList<>(further);
        for (int i = 0; i < events.length; i++) {
            all.add(new Labelled(events[i], faults[i]));
        }
        all.sort(Comparator.comparingLong(labelled -> labelled.event().timestampMicros()));
        return all;
    }

    /** Once, somewhere; returns how many events it made faulty. */
    private int strike(Fault kind) {
        int place = random.nextInt(events.length);
        return switch (kind) {
            case HOT_BURST -> burst(kind, place, 20 + random.nextInt(80));
            case WEAK_BURST -> burst(kind, place, 8);
            case STUCK_RECORD -> repeat(kind, place, 1, REPEATS);
            case TWO_RECORDS_IN_TURN -> repeat(kind, place, 2, TURNS);
            case GAIN_STRETCH -> gain(kind, place, 1.3);
            case WEAK_GAIN_STRETCH -> gain(kind, place, 0.9);
            default -> replace(place, kind, single(kind, events[place]));
        };
    }

    private ParticleEvent single(Fault kind, ParticleEvent event) {
        double factor = 10 + 40 * random.nextDouble();
        double x = event.momentumXGev();
        double y = event.momentumYGev();
        double z = event.momentumZGev();
        double energy = event.energyGev();
        double eta = -2.4 + 4.8 * random.nextDouble();
        return switch (kind) {
            case ENERGY_OFF_BY_A_TENTH -> altered.energy(event, energy * (random.nextBoolean() ? 1.1 : 0.9));
            case SHELL_VIOLATED -> altered.energy(event, Altered.momentum(event) * (0.3 + 0.5 * random.nextDouble()));
            case WRONG_DIRECTION -> altered.with(event, energy, -x, -y, z);
            case ENERGY_TIMES_10_TO_50 -> altered.energy(event, energy * factor);
            case MOMENTUM_COMPONENT_OFF -> altered.with(event, energy, 1.2 * x, y, z);
            case PARTICLE_TIMES_10_TO_50 -> altered.with(event, energy * factor, x * factor, y * factor, z * factor);
            case RANDOM_DIRECTION -> altered.direction(event, 2 * Math.PI * random.nextDouble(), eta);
            case ALONG_THE_BEAM ->
                altered.direction(event, Math.atan2(y, x), Math.copySign(3 + 2 * random.nextDouble(), z));
            default -> throw new IllegalStateException("BUG: " + kind + " is no fault of a single event");
        };
    }

    private int replace(int place, Fault fault, ParticleEvent event) {
        if (faults[place] != null) {
            return 0;
        }
        faults[place] = fault;
        events[place] = event;
        return 1;
    }

    /** The events of the detector that come after a place, as many as there are. */
    private List<Integer> following(int place, int count) {
        List<Integer> places = byDetector.get(events[place].detectorId());
        int from = placeInDetector[place] + 1;
        return places.subList(Math.min(from, places.size()), Math.min(from + count, places.size()));
    }

    private int gain(Fault kind, int place, double factor) {
        int struck = 0;
        for (int i : following(place, STRETCH)) {
            struck += replace(i, kind, altered.energy(events[i], events[i].energyGev() * factor));
        }
        return struck;
    }

    private int repeat(Fault kind, int place, int records, int count) {
        List<Integer> following = following(place, count + records - 1);
        if (following.size() < records || faults[place] != null) {
            return 0;
        }
        int struck = 0;
        for (int i = records - 1; i < following.size(); i++) {
            int origin = (i + 1) % records == 0 ? place : following.get(0);
            struck += replace(following.get(i), kind, Altered.measurement(events[following.get(i)], clean.get(origin)));
        }
        return struck;
    }

    /** Further events of the detector, each measured like some other of its events. */
    private int burst(Fault kind, int place, double times) {
        List<Integer> places = byDetector.get(events[place].detectorId());
        double span =
                clean.get(clean.size() - 1).timestampMicros() - clean.get(0).timestampMicros();
        double interval = span / places.size() / times;
        long start = clean.get(place).timestampMicros();
        for (int i = 1; i <= BURST; i++) {
            ParticleEvent like = clean.get(places.get(random.nextInt(places.size())));
            long id = 1_000_000_000_000L + further.size();
            further.add(new Labelled(Altered.at(like, id, start + (long) (i * interval)), kind));
        }
        return BURST;
    }
}

package science.pipeline.benchmarks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import science.pipeline.benchmarks.detection.Sample.Labelled;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Puts faults into a clean stream, each kind an equal share of the events, at seeded random places. */
final class Injection {

    private static final int STRETCH = 60;
    private static final int DRIFT = 200;

    /** One part of so many, the first, has no faults. */
    private static final int LEARNT = 10;

    private static final int KEPT = 20_000;
    private static final double GRID = 2;
    private static final double TURN = Math.toRadians(15);
    private static final String OTHER_TYPE = "kaon";
    private static final String RARE_TYPE = "tau";
    private static final int BURST = 30;
    private static final int REPEATS = 5;
    private static final int LAST_FEW = 10;

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
            String name,
            Schema schema,
            List<ParticleEvent> clean,
            Printing printing,
            double share,
            List<Fault> kinds,
            long seed) {
        Injection injection = new Injection(clean, printing, seed);
        int each = (int) (share * clean.size() / kinds.size());
        for (Fault kind : kinds) {
            for (int done = 0; done < each; ) {
                done += injection.strike(kind);
            }
        }
        return new Sample(name, schema, injection.inOrderOfTime());
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
        int learnt = events.length / LEARNT;
        int place = learnt + random.nextInt(events.length - learnt);
        return switch (kind) {
            case HOT_BURST -> burst(kind, place, 20 + random.nextInt(80));
            case WEAK_BURST -> burst(kind, place, 8);
            case STUCK_RECORD ->
                stretch(kind, place, REPEATS, (i, event) -> Altered.measurement(event, clean.get(place)));
            case GAIN_STRETCH -> stretch(kind, place, STRETCH, (i, event) -> energy(event, 1.3 * event.energyGev()));
            case WEAK_GAIN_STRETCH ->
                stretch(kind, place, STRETCH, (i, event) -> energy(event, 0.9 * event.energyGev()));
            case GAIN_DRIFT ->
                stretch(
                        kind,
                        place,
                        DRIFT,
                        (i, event) -> energy(event, (1 + 0.1 * (i + 1) / DRIFT) * event.energyGev()));
            case SATURATION -> {
                double most = medianEnergy(place);
                yield stretch(
                        kind, place, STRETCH, (i, event) -> event.energyGev() > most ? energy(event, most) : null);
            }
            case COMB ->
                stretch(kind, place, STRETCH, (i, event) -> energy(event, GRID * Math.rint(event.energyGev() / GRID)));
            case WRONG_TYPES -> stretch(kind, place, STRETCH, (i, event) -> Altered.type(event, otherType(event)));
            case TURNED -> stretch(kind, place, STRETCH, (i, event) -> altered.turned(event, TURN));
            case SWAPPED_CABLES -> swap(kind, place);
            case DUPLICATES -> duplicates(kind, place);
            case SENT_AGAIN -> sentAgain(kind, place);
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
            case FEWER_DIGITS -> altered.with(event, rounded(energy), rounded(x), rounded(y), rounded(z));
            case RARE_TYPE -> Altered.type(event, RARE_TYPE);
            case IN_MEV -> altered.with(event, 1000 * energy, 1000 * x, 1000 * y, 1000 * z);
            default -> throw new IllegalStateException("BUG: " + kind + " is no fault of a single event");
        };
    }

    /** To three digits: two fewer than the recorded ones have at least. */
    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2e", value));
    }

    private int replace(int place, Fault fault, ParticleEvent event) {
        if (faults[place] != null) {
            return 0;
        }
        faults[place] = fault;
        events[place] = event;
        return 1;
    }

    private List<Integer> ofSameDetector(int place) {
        return Objects.requireNonNull(
                byDetector.get(events[place].detectorId()), "BUG: a detector that had no event in the clean stream");
    }

    /** The events of the detector that come after a place, as many as there are. */
    private List<Integer> following(int place, int count) {
        List<Integer> places = ofSameDetector(place);
        int from = placeInDetector[place] + 1;
        return places.subList(Math.min(from, places.size()), Math.min(from + count, places.size()));
    }

    /** What becomes of the events of a stretch, by their place in it; null where the fault changes nothing. */
    private interface Change {
        @Nullable ParticleEvent of(int i, ParticleEvent event);
    }

    private ParticleEvent energy(ParticleEvent event, double energy) {
        return altered.energy(event, energy);
    }

    private int stretch(Fault kind, int place, int length, Change change) {
        int struck = 0;
        int number = 0;
        for (int i : following(place, length)) {
            ParticleEvent changed = change.of(number++, events[i]);
            struck += changed == null ? 0 : replace(i, kind, changed);
        }
        return struck;
    }

    private double medianEnergy(int place) {
        double[] energies = ofSameDetector(place).stream()
                .mapToDouble(i -> clean.get(i).energyGev())
                .sorted()
                .toArray();
        return energies[energies.length / 2];
    }

    /** One that others of the stream have, if there are others. */
    private String otherType(ParticleEvent event) {
        return clean.stream()
                .limit(1000)
                .map(ParticleEvent::particleType)
                .filter(type -> !type.equals(event.particleType()))
                .findFirst()
                .orElse(OTHER_TYPE);
    }

    private int swap(Fault kind, int place) {
        String one = events[place].detectorId();
        String other = byDetector.keySet().stream()
                .filter(name -> !name.equals(one))
                .skip(random.nextInt(byDetector.size() - 1))
                .findFirst()
                .orElseThrow();
        int struck = 0;
        for (int i = place + 1; i < events.length && struck < STRETCH; i++) {
            String name = clean.get(i).detectorId();
            if (name.equals(one) || name.equals(other)) {
                struck += replace(i, kind, Altered.detector(events[i], name.equals(one) ? other : one));
            }
        }
        return struck;
    }

    private int duplicates(Fault kind, int place) {
        List<Integer> places = ofSameDetector(place);
        int from = Math.max(0, placeInDetector[place] - STRETCH);
        List<Integer> again = places.subList(from, placeInDetector[place]);
        for (int i : again) {
            long later =
                    clean.get(place).timestampMicros() - clean.get(again.get(0)).timestampMicros();
            long micros = clean.get(i).timestampMicros() + later;
            further.add(new Labelled(Altered.at(clean.get(i), clean.get(i).eventId(), micros), kind));
        }
        return again.size();
    }

    private int sentAgain(Fault kind, int place) {
        List<Integer> places = ofSameDetector(place);
        int from = Math.max(0, placeInDetector[place] - KEPT / byDetector.size());
        int before = placeInDetector[place] - from - LAST_FEW;
        if (before <= 0) {
            return 0;
        }
        int origin = places.get(from + random.nextInt(before));
        return replace(place, kind, Altered.measurement(events[place], clean.get(origin)));
    }

    /**
     * Further events of the detector, each measured much like some other of its events: not the same, which repeats.
     */
    private int burst(Fault kind, int place, double times) {
        List<Integer> places = ofSameDetector(place);
        double span =
                clean.get(clean.size() - 1).timestampMicros() - clean.get(0).timestampMicros();
        double interval = span / places.size() / times;
        long start = clean.get(place).timestampMicros();
        for (int i = 1; i <= BURST; i++) {
            ParticleEvent like = altered.scaled(
                    clean.get(places.get(random.nextInt(places.size()))), 0.995 + 0.01 * random.nextDouble());
            long id = 1_000_000_000_000L + further.size();
            further.add(new Labelled(Altered.at(like, id, start + (long) (i * interval)), kind));
        }
        return BURST;
    }
}

package science.pipeline.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** Events for tests, and how they get into batches. */
public final class Events {

    public static final long SECOND = 1_000_000L;

    /** An instant at the start of a window of 10 s. */
    public static final long START = 1_768_559_020L * SECOND;

    private static final String[] TYPES = {"muon", "electron", "photon", "proton", "pion"};

    private Events() {}

    /** Tables for more names than any test has. */
    public static NameTables names() {
        return NameTables.of(Schema.byDefault(), 2_000);
    }

    /** A batch with tables of its own. */
    public static EventBatch batch() {
        return new EventBatch(names());
    }

    /** An event of which only time and energy matter. */
    public static ParticleEvent at(long micros, double energy) {
        return new ParticleEvent(1, micros, "muon", energy, 1, 2, 3, "DET_001", false);
    }

    /** An event of which only energy and momentum matter. */
    public static ParticleEvent of(double energy, double x, double y, double z) {
        return new ParticleEvent(1, START, "muon", energy, x, y, z, "DET_001", false);
    }

    /**
     * A seeded stream with everything that a clock may meet: disorder, late events, single timestamps far ahead, and
     * pauses after which hundreds of events are ahead of the clock.
     */
    public static List<ParticleEvent> stream(long seed, int size) {
        Random random = new Random(seed);
        List<ParticleEvent> events = new ArrayList<>();
        long time = START + random.nextInt(10_000_000);
        for (int i = 0; i < size; i++) {
            time += random.nextInt(60_000);
            if (random.nextInt(1_500) == 0) {
                time += 600 * SECOND;
            }
            events.add(event(random, i, time + jitter(random)));
        }
        return events;
    }

    private static long jitter(Random random) {
        return switch (random.nextInt(200)) {
            case 0 -> -200 * SECOND;
            case 1 -> 200 * SECOND + random.nextInt(1_000) * SECOND;
            case 2, 3, 4 -> -70 * SECOND + random.nextInt(140_000_000);
            default -> random.nextInt(3_000_000);
        };
    }

    private static ParticleEvent event(Random random, int id, long time) {
        double x = round(random.nextGaussian() * 40);
        double y = round(random.nextGaussian() * 40);
        double z = round(random.nextGaussian() * 80);
        double energy = round(Math.sqrt(x * x + y * y + z * z + 0.01) * (random.nextInt(50) == 0 ? 1.5 : 1));
        String type = TYPES[random.nextInt(TYPES.length)];
        String detector = "DET_" + (100 + random.nextInt(8));
        return new ParticleEvent(id, time, type, energy, x, y, z, detector, random.nextInt(100) == 0);
    }

    private static double round(double value) {
        return Math.rint(value * 100) / 100;
    }

    /** Appends an event to a batch, as a decoder does. */
    public static void append(ParticleEvent event, long offset, EventBatch batch) {
        int row = batch.size();
        batch.eventId[row] = event.eventId();
        batch.timestampMicros[row] = event.timestampMicros();
        batch.energy[row] = event.energyGev();
        batch.momentumX[row] = event.momentumXGev();
        batch.momentumY[row] = event.momentumYGev();
        batch.momentumZ[row] = event.momentumZGev();
        batch.particleType[row] = batch.names.particleTypes().code(event.particleType());
        batch.detector[row] = batch.names.detectors().code(event.detectorId());
        batch.labelled[row] = event.anomaly();
        batch.fractionDigits[row] = 2;
        batch.significantDigits[row] = 5;
        batch.append(offset, batch.textStart(row));
    }
}

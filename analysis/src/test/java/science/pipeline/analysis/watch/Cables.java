package science.pipeline.analysis.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.PartitionPipeline;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;

/**
 * Detectors around a beam, each with a sector, a spectrum and a mix of particles of its own, whose events go through
 * the analysis of one partition into a watch, window by window.
 */
final class Cables {

    static final int DETECTORS = 6;

    private static final String[] TYPES = {"muon", "electron", "photon", "pion"};
    private static final double UNITS = 100;

    private final PartitionPipeline pipeline = new PartitionPipeline(AnalysisConfiguration.defaults());
    private final EventBatch batch = pipeline.newBatch();
    private final Consumer<WindowContribution> taker;
    private final Random random;
    private final int events;
    private long id;
    private int window;

    /** What is wrong with an event of a detector. */
    enum Fault {
        NONE,
        SATURATION,
        COMB,
        WRONG_TYPES,
        SWAPPED_CABLES,
        DISTORTED_DIRECTION,
        DUPLICATES
    }

    /**
     * @param taker of the windows
     * @param events a window of each detector
     */
    Cables(Consumer<WindowContribution> taker, int events, long seed) {
        this.taker = taker;
        this.events = events;
        this.random = new Random(seed);
    }

    static String name(int detector) {
        return String.format(Locale.ROOT, "DET_%03d", detector + 1);
    }

    /** In place of one detector. */
    static final int ALL = -1;

    /** When a window begins, as alarms say it. */
    static String time(int window) {
        return DetectorWatch.time(Events.START + window * 10 * Events.SECOND);
    }

    /** Further windows in which one detector is faulty, or all are; with swapped cables the next one too. */
    void windows(int count, Fault fault, int faulty) {
        for (int i = 0; i < count; i++) {
            window(fault, faulty);
        }
    }

    private void window(Fault fault, int faulty) {
        long start = Events.START + window++ * 10 * Events.SECOND;
        List<ParticleEvent> all = new ArrayList<>();
        int size = (int) Math.round(events * DETECTORS + Math.sqrt(events * DETECTORS) * random.nextGaussian());
        for (int i = 0; i < size; i++) {
            int detector = random.nextInt(DETECTORS);
            long time = start + 10 * Events.SECOND * i / size;
            boolean isFaulty =
                    detector == faulty || fault == Fault.SWAPPED_CABLES && detector == (faulty + 1) % DETECTORS;
            ParticleEvent event = event(detector, time, isFaulty ? fault : Fault.NONE, faulty);
            all.add(event);
            if (isFaulty && fault == Fault.DUPLICATES && random.nextInt(4) == 0) {
                all.add(event);
            }
        }
        for (ParticleEvent event : all) {
            Events.append(event, 0, batch);
            if (batch.isFull()) {
                analyse();
            }
        }
        analyse();
        pipeline.takeClosedWindows().forEach(taker);
    }

    /** The layers learn a detector anew. */
    void forget(int detector) {
        pipeline.forget(name(detector));
    }

    /** The windows that wait for late events are over: the clock gets on, and with it comes a pause. */
    void end() {
        window += 7;
        window(Fault.NONE, 0);
    }

    private void analyse() {
        pipeline.analyse(batch);
        batch.clear();
    }

    private ParticleEvent event(int detector, long time, Fault fault, int faulty) {
        int seen = fault == Fault.SWAPPED_CABLES ? 2 * faulty + 1 - detector : detector;
        double energy = rounded((30 + 2 * detector) * Math.exp(0.5 * random.nextGaussian()));
        if (fault == Fault.SATURATION) {
            energy = Math.min(energy, 50);
        } else if (fault == Fault.COMB) {
            energy = Math.rint(energy * UNITS / 4) * 4 / UNITS;
        }
        String type = TYPES[Math.min(TYPES.length - 1, (int) (-1.2 * Math.log(1 - random.nextDouble())))];
        if (fault == Fault.WRONG_TYPES && random.nextInt(3) == 0) {
            type = TYPES[TYPES.length - 1];
        }
        double azimuth = 2 * Math.PI * (detector + 0.2 * random.nextGaussian()) / DETECTORS;
        double along = Math.tanh(0.6 * random.nextGaussian());
        if (fault == Fault.DISTORTED_DIRECTION) {
            along = -Math.abs(along);
        }
        double across = Math.sqrt(1 - along * along);
        return new ParticleEvent(
                id++,
                time,
                type,
                energy,
                rounded(energy * across * Math.cos(azimuth)),
                rounded(energy * across * Math.sin(azimuth)),
                rounded(energy * along),
                name(seen),
                false);
    }

    private static double rounded(double value) {
        return Math.rint(value * UNITS) / UNITS;
    }
}

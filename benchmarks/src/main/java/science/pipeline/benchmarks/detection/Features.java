package science.pipeline.benchmarks.detection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import science.pipeline.event.ParticleEvent;

/**
 * What the layers look at, as one vector an event: residual of the mass shell, energy, pseudorapidity, angle to the
 * detector's mean direction, time since the detector's third event before, repetition. Each is brought to median 0 and
 * width 1 over the whole sample, which flatters the methods that use them: the layers learn as they go.
 */
final class Features {

    static final int COUNT = 6;

    private static final Map<String, Double> MASSES = Map.of(
            "muon", 0.1056583755,
            "electron", 0.00051099895,
            "photon", 0.0,
            "proton", 0.93827208816,
            "pion", 0.13957039,
            "kaon", 0.493677,
            "neutron", 0.9395654205);

    private static final int LOOK_BACK = 3;

    private final Map<String, double[]> directions = new HashMap<>();
    private final Map<String, long[]> times = new HashMap<>();
    private final Map<String, List<Double>> measured = new HashMap<>();

    private Features() {}

    /** By event, then by feature. */
    static double[][] of(Sample sample) {
        Features features = new Features();
        sample.events().forEach(labelled -> features.learnDirection(labelled.event()));
        double[][] vectors = sample.events().stream()
                .map(labelled -> features.vector(labelled.event()))
                .toArray(double[][]::new);
        IntStream.range(0, COUNT).forEach(feature -> normalise(vectors, feature));
        return vectors;
    }

    private void learnDirection(ParticleEvent event) {
        double transverse = Math.hypot(event.momentumXGev(), event.momentumYGev());
        if (transverse > 0) {
            double[] sum = directions.computeIfAbsent(event.detectorId(), name -> new double[2]);
            sum[0] += event.momentumXGev() / transverse;
            sum[1] += event.momentumYGev() / transverse;
        }
    }

    private double[] vector(ParticleEvent event) {
        double momentum = Altered.momentum(event);
        double expected = Math.hypot(momentum, MASSES.getOrDefault(event.particleType(), 0.0));
        double scale = Math.max(1e-6, Math.max(event.energyGev(), expected));
        double transverse = Math.hypot(event.momentumXGev(), event.momentumYGev());
        return new double[] {
            (event.energyGev() - expected) / scale,
            Math.log(Math.max(1e-6, event.energyGev())),
            Math.log((momentum + Math.abs(event.momentumZGev()) + 1e-9) / (transverse + 1e-9)),
            angle(event, transverse),
            Math.log(interval(event)),
            repeats(event)
        };
    }

    private double angle(ParticleEvent event, double transverse) {
        double[] mean = directions.getOrDefault(event.detectorId(), new double[] {1, 0});
        double along = (event.momentumXGev() * mean[0] + event.momentumYGev() * mean[1])
                / (Math.hypot(mean[0], mean[1]) * transverse + 1e-9);
        return Math.acos(Math.max(-1, Math.min(1, along)));
    }

    private double interval(ParticleEvent event) {
        long[] last = times.computeIfAbsent(event.detectorId(), name -> new long[LOOK_BACK]);
        double interval = Math.max(1, event.timestampMicros() - last[0]);
        System.arraycopy(last, 1, last, 0, LOOK_BACK - 1);
        last[LOOK_BACK - 1] = event.timestampMicros();
        return interval;
    }

    private double repeats(ParticleEvent event) {
        List<Double> now = List.of(event.energyGev(), event.momentumXGev(), event.momentumYGev());
        return now.equals(measured.put(event.detectorId(), now)) ? 1 : 0;
    }

    /** To median 0 and an interquartile range as that of a normal distribution of width 1. */
    private static void normalise(double[][] vectors, int feature) {
        double[] sorted = Arrays.stream(vectors)
                .mapToDouble(vector -> vector[feature])
                .sorted()
                .toArray();
        double median = sorted[sorted.length / 2];
        double width = (sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4]) / 1.349;
        for (double[] vector : vectors) {
            vector[feature] = (vector[feature] - median) / Math.max(width, 1e-6);
        }
    }
}

package science.pipeline.producer.source.synthetic;

import java.util.List;
import java.util.Map;

/** Which events are faulty, and how: single ones by the dice, and episodes. */
final class Faults {

    /** Faults of single events, in the order of {@link #single}. */
    private static final List<AnomalyKind> SINGLE = List.of(
            AnomalyKind.MISMEASURED_ENERGY,
            AnomalyKind.MASS_SHELL,
            AnomalyKind.WRONG_DIRECTION,
            AnomalyKind.ABSURD_ENERGY);

    private static final int BURST_EVENTS = 20;
    private static final int STUCK_EVENTS = 6;
    private static final int DRIFT_EVENTS = 8192;

    final Episodes hotChannel;
    final Episodes stuckRecord;
    final Episodes gainDrift;
    private final double singleRate;
    private final WeightedChoice single;

    /**
     * @param rate the share of all events that shall be faulty
     * @param weights what each kind contributes to it
     */
    Faults(long seed, double rate, Map<AnomalyKind, Double> weights, int detectors) {
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        double perWeight = sum > 0 ? rate / sum : 0;
        hotChannel = new Episodes(
                seed ^ 1, BURST_EVENTS, BURST_EVENTS, perWeight * weight(weights, AnomalyKind.HOT_CHANNEL));
        // The first of its events is a true one.
        stuckRecord = new Episodes(
                seed ^ 2, STUCK_EVENTS, STUCK_EVENTS - 1, perWeight * weight(weights, AnomalyKind.STUCK_RECORD));
        gainDrift = new Episodes(
                seed ^ 3,
                DRIFT_EVENTS,
                (double) DRIFT_EVENTS / detectors,
                perWeight * weight(weights, AnomalyKind.GAIN_DRIFT));
        double[] singleWeights =
                SINGLE.stream().mapToDouble(kind -> weight(weights, kind)).toArray();
        single = new WeightedChoice(singleWeights);
        double singleSum = 0;
        for (double weight : singleWeights) {
            singleSum += weight;
        }
        singleRate = perWeight * singleSum;
    }

    /** Whether a single event is faulty. */
    boolean strikes(EventRandom random) {
        return random.uniform() < singleRate;
    }

    /** In which way a single event is faulty, after {@link #strikes}. */
    AnomalyKind kind(EventRandom random) {
        return SINGLE.get(single.at(random.uniform()));
    }

    private static double weight(Map<AnomalyKind, Double> weights, AnomalyKind kind) {
        return weights.getOrDefault(kind, 0.0);
    }
}

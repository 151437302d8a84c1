package science.pipeline.analysis.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import science.pipeline.analysis.detect.Explanation.Contribution;
import science.pipeline.event.EventBatch;

/** Puts the layers' evidence on a row into words, or into a record for JSON. */
final class Explainer {

    /**
     * A layer contributes if less than one event in a thousand looks as odd to it; the strongest does where no rule
     * speaks.
     */
    private static final double CONTRIBUTES = 3;

    private final List<Layer> layers;
    private final Evidence[] evidence;
    private final RareEvents rareEvents;
    private final double correction;

    Explainer(List<Layer> layers, Evidence[] evidence, RareEvents rareEvents) {
        this.layers = layers;
        this.evidence = evidence;
        this.rareEvents = rareEvents;
        correction = StrictMath.log10(Math.max(1, layers.size()));
    }

    String reasons(int row) {
        List<String> reasons = new ArrayList<>();
        int rule = rareEvents.rule[row];
        if (rule != RareEvents.NONE) {
            reasons.add(rareEvents.reason(rule));
        }
        for (int layer : contributing(row)) {
            reasons.add(layers.get(layer).name() + ':' + String.format(Locale.ROOT, "%.2f", corrected(layer, row)));
        }
        return String.join(";", reasons);
    }

    Explanation explanation(EventBatch batch, int row, double score, long eventsSeen) {
        List<Contribution> contributions = new ArrayList<>();
        int rule = rareEvents.rule[row];
        if (rule != RareEvents.NONE) {
            contributions.add(new Contribution(rareEvents.reason(rule), 1, 0, 1, 0, Map.of()));
        }
        for (int layer : contributing(row)) {
            contributions.add(new Contribution(
                    layers.get(layer).name(),
                    evidence[layer].observed[row],
                    evidence[layer].expected[row],
                    evidence[layer].pull[row],
                    StrictMath.pow(10, -corrected(layer, row)),
                    layers.get(layer).features(batch, row)));
        }
        return new Explanation(score, Detection.MODEL_VERSION, eventsSeen, contributions);
    }

    private double corrected(int layer, int row) {
        return Math.max(0, evidence[layer].score[row] - correction);
    }

    /** Strongest first. */
    private List<Integer> contributing(int row) {
        List<Integer> strongestFirst = IntStream.range(0, evidence.length)
                .filter(layer -> evidence[layer].score[row] >= Evidence.WORTH_EXPLAINING)
                .boxed()
                .sorted((a, b) -> Double.compare(evidence[b].score[row], evidence[a].score[row]))
                .toList();
        int contributing = (int) strongestFirst.stream()
                .filter(layer -> corrected(layer, row) >= CONTRIBUTES)
                .count();
        boolean ruleSpeaks = rareEvents.rule[row] != RareEvents.NONE;
        return strongestFirst.subList(0, Math.min(strongestFirst.size(), Math.max(contributing, ruleSpeaks ? 0 : 1)));
    }
}

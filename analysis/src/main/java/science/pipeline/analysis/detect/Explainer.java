package science.pipeline.analysis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** @param asked how many layers the strongest answer is corrected for */
    Explainer(List<Layer> layers, Evidence[] evidence, RareEvents rareEvents, int asked) {
        this.layers = layers;
        this.evidence = evidence;
        this.rareEvents = rareEvents;
        correction = StrictMath.log10(Math.max(1, asked));
    }

    String reasons(int row) {
        StringBuilder reasons = new StringBuilder();
        int rule = rareEvents.rule[row];
        if (rule != RareEvents.NONE) {
            reasons.append(rareEvents.reason(rule));
        }
        for (int layer : contributing(row)) {
            reasons.append(reasons.isEmpty() ? "" : ";")
                    .append(layers.get(layer).name());
            appendHundredths(reasons.append(':'), (int) (corrected(layer, row) * 100 + 0.5));
        }
        return reasons.toString();
    }

    private static void appendHundredths(StringBuilder text, int hundredths) {
        text.append(hundredths / 100).append('.').append(hundredths / 10 % 10).append(hundredths % 10);
    }

    Explanation explanation(EventBatch batch, int row, double score, long eventsSeen) {
        List<Contribution> contributions = new ArrayList<>();
        int rule = rareEvents.rule[row];
        if (rule != RareEvents.NONE) {
            contributions.add(new Contribution(rareEvents.reason(rule), 1, 0, "", 1, 0, Map.of()));
        }
        for (int layer : contributing(row)) {
            contributions.add(new Contribution(
                    layers.get(layer).name(),
                    evidence[layer].observed[row],
                    evidence[layer].expected[row],
                    layers.get(layer).unit(batch),
                    evidence[layer].pull[row],
                    StrictMath.pow(10, -corrected(layer, row)),
                    layers.get(layer).features(batch, row)));
        }
        return new Explanation(score, Detection.MODEL_VERSION, eventsSeen, contributions);
    }

    private double corrected(int layer, int row) {
        return Math.max(0, evidence[layer].score[row] - correction);
    }

    /** Those that found it odd, the strongest first; the weaker of equal ones is the one asked later. */
    private int[] contributing(int row) {
        int[] strongestFirst = new int[evidence.length];
        int found = 0;
        int contributing = 0;
        for (int layer = 0; layer < evidence.length; layer++) {
            double score = evidence[layer].score[row];
            if (score < Evidence.WORTH_EXPLAINING) {
                continue;
            }
            int place = found++;
            for (; place > 0 && evidence[strongestFirst[place - 1]].score[row] < score; place--) {
                strongestFirst[place] = strongestFirst[place - 1];
            }
            strongestFirst[place] = layer;
            contributing += corrected(layer, row) >= CONTRIBUTES ? 1 : 0;
        }
        boolean ruleSpeaks = rareEvents.rule[row] != RareEvents.NONE;
        return Arrays.copyOf(strongestFirst, Math.min(found, Math.max(contributing, ruleSpeaks ? 0 : 1)));
    }
}

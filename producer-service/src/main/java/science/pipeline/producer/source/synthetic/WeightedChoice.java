package science.pipeline.producer.source.synthetic;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Chooses an index with a probability in proportion to its weight, in constant time: Walker's alias method (1977) with
 * Vose's construction (1991).
 */
final class WeightedChoice {

    private final double[] keep;
    private final int[] alias;

    /** @param weights 0 or more each, not all 0 */
    WeightedChoice(double... weights) {
        int size = weights.length;
        double sum = Arrays.stream(weights).sum();
        keep = Arrays.stream(weights).map(weight -> weight * size / sum).toArray();
        alias = new int[size];
        Deque<Integer> poor = new ArrayDeque<>();
        Deque<Integer> rich = new ArrayDeque<>();
        for (int i = 0; i < size; i++) {
            (keep[i] < 1 ? poor : rich).add(i);
        }
        while (!poor.isEmpty() && !rich.isEmpty()) {
            int taker = poor.remove();
            int giver = rich.remove();
            alias[taker] = giver;
            keep[giver] -= 1 - keep[taker];
            (keep[giver] < 1 ? poor : rich).add(giver);
        }
        // What rounding left over would be exactly 1.
        poor.forEach(i -> keep[i] = 1);
        rich.forEach(i -> keep[i] = 1);
    }

    /** @param uniform in [0, 1) */
    int at(double uniform) {
        double place = uniform * keep.length;
        int index = (int) place;
        return place - index < keep[index] ? index : alias[index];
    }
}

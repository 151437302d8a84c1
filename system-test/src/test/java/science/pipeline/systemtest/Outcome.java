package science.pipeline.systemtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a trial, or of several of the same name.
 *
 * @param times how often faults struck
 * @param figures by name, what the guarantees counted
 * @param recoveries how long it took to go on after a fault, where that was measured
 */
record Outcome(String name, int times, Map<String, Long> figures, List<Duration> recoveries) {

    Outcome plus(Outcome other) {
        Map<String, Long> figuresOfBoth = new HashMap<>(figures);
        other.figures.forEach((figure, count) -> figuresOfBoth.merge(figure, count, Long::sum));
        List<Duration> recoveriesOfBoth = new ArrayList<>(recoveries);
        recoveriesOfBoth.addAll(other.recoveries);
        return new Outcome(name, times + other.times, figuresOfBoth, recoveriesOfBoth);
    }

    long figure(String figure) {
        return figures.getOrDefault(figure, 0L);
    }

    /** The recovery that this share of them did not exceed, in seconds; a dash without any. */
    String recovery(double share) {
        if (recoveries.isEmpty()) {
            return "–";
        }
        List<Duration> sorted = recoveries.stream().sorted().toList();
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return "%.1f".formatted(sorted.get(Math.max(0, index)).toMillis() / 1000.0);
    }
}

package science.pipeline.benchmarks.detection;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How well scores rank faulty events above clean ones. Events with the same score are one step of the curve (T.
 * Fawcett, An introduction to ROC analysis, 2006); average precision is the sum of precisions weighted by the gain in
 * recall.
 */
final class Curve {

    private final int[] byScore;
    private final double[] scores;
    private final IntPredicate isFaulty;
    private final double faulty;
    private final double clean;

    /** @param among which events take part; the others are left out */
    Curve(double[] scores, IntPredicate among, IntPredicate isFaulty) {
        this.scores = scores;
        this.isFaulty = isFaulty;
        byScore = IntStream.range(0, scores.length)
                .filter(among)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        faulty = IntStream.of(byScore).filter(isFaulty).count();
        clean = byScore.length - faulty;
    }

    double averagePrecision() {
        double sum = 0;
        double found = 0;
        for (int i = 0; i < byScore.length; ) {
            int end = endOfStep(i);
            double gained = foundBetween(i, end);
            found += gained;
            sum += gained * found / end;
            i = end;
        }
        return sum / faulty;
    }

    double rocArea() {
        double area = 0;
        double found = 0;
        for (int i = 0; i < byScore.length; ) {
            int end = endOfStep(i);
            double gained = foundBetween(i, end);
            area += (end - i - gained) * (found + gained / 2);
            found += gained;
            i = end;
        }
        return area / faulty / clean;
    }

    /** The share of faulty events above the score that at most this share of the clean events reaches. */
    double recallAt(double falsePositiveRate) {
        double found = 0;
        for (int i = 0; i < byScore.length; ) {
            int end = endOfStep(i);
            double gained = foundBetween(i, end);
            if (end - found - gained > falsePositiveRate * clean) {
                break;
            }
            found += gained;
            i = end;
        }
        return found / faulty;
    }

    private int endOfStep(int start) {
        int end = start + 1;
        while (end < byScore.length && scores[byScore[end]] == scores[byScore[start]]) {
            end++;
        }
        return end;
    }

    private int foundBetween(int start, int end) {
        int found = 0;
        for (int i = start; i < end; i++) {
            found += isFaulty.test(byScore[i]) ? 1 : 0;
        }
        return found;
    }
}

package science.pipeline.benchmarks.detection;

import java.util.Arrays;

/** The baseline: the largest of the features' deviations, each in units of its own width. */
final class LargestDeviation implements Method {

    @Override
    public String name() {
        return "largest deviation";
    }

    @Override
    public Scored score(Sample sample) {
        long start = System.nanoTime();
        double[] scores = Arrays.stream(Features.of(sample))
                .mapToDouble(
                        vector -> Arrays.stream(vector).map(Math::abs).max().orElse(0))
                .toArray();
        return Scored.ranking(scores, (double) (System.nanoTime() - start) / sample.size());
    }
}

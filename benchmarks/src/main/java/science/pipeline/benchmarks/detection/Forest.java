package science.pipeline.benchmarks.detection;

import com.amazon.randomcutforest.RandomCutForest;

/**
 * A random cut forest (S. Guha et al., Robust random cut forest based anomaly detection on streams, ICML 2016) on the
 * same features. Deviations are compressed by the inverse hyperbolic sine: without it the largest one decides every
 * cut.
 */
final class Forest implements Method {

    private static final int TREES = 50;
    private static final int SAMPLE_SIZE = 256;
    private static final long SEED = 42;

    @Override
    public String name() {
        return "random cut forest";
    }

    @Override
    public Scored score(Sample sample) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(Features.COUNT)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE_SIZE)
                .randomSeed(SEED)
                .build();
        long start = System.nanoTime();
        double[][] vectors = Features.of(sample);
        double[] scores = new double[vectors.length];
        float[] point = new float[Features.COUNT];
        for (int i = 0; i < vectors.length; i++) {
            for (int feature = 0; feature < Features.COUNT; feature++) {
                double value = vectors[i][feature];
                point[feature] = (float) Math.copySign(Math.log(Math.abs(value) + Math.hypot(value, 1)), value);
            }
            scores[i] = forest.getAnomalyScore(point);
            forest.update(point);
        }
        return Scored.ranking(scores, (double) (System.nanoTime() - start) / vectors.length);
    }
}

package science.pipeline.benchmarks.detection;

/**
 * A method's answers.
 *
 * @param scores by event
 * @param layers by event, which layer spoke loudest; empty where a method has none
 * @param flagged by event, whether the default budget flags it; empty where a method knows no budget
 * @param nanosPerEvent on one core
 */
record Scored(double[] scores, String[] layers, boolean[] flagged, double nanosPerEvent) {

    static Scored ranking(double[] scores, double nanosPerEvent) {
        return new Scored(scores, new String[0], new boolean[0], nanosPerEvent);
    }
}

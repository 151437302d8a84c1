package science.pipeline.analysis.onnx;

/** A model at work. */
public interface Evaluator {

    /**
     * Computes.
     *
     * @param columns by input, then event; none of them changed
     * @param size how many events
     * @param results overwritten, by event; not finite where the model has no answer
     */
    void evaluate(double[][] columns, int size, double[] results);
}
